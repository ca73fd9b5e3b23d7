//! The software adapter keeps the promises of the `Crypto` port.
#![cfg(feature = "software-crypto")]

#[path = "common/crypto_conformance.rs"]
mod crypto_conformance;

use grant_lab::platform::software_crypto::SoftwareCrypto;

#[test]
fn software_crypto_keeps_every_promise_of_the_port() {
    pollster::block_on(crypto_conformance::run(&SoftwareCrypto::new(), crypto_conformance::Aes192::Offered));
}
