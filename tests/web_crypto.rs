//! WebCrypto, in a real browser, keeps the promises of the `Crypto` port.
#![cfg(target_arch = "wasm32")]

#[path = "common/crypto_conformance.rs"]
mod crypto_conformance;

use std::future::{Future as _, poll_fn};
use std::task::Poll;

use crypto_conformance::Aes192;
use grant_lab::jose::Algorithm;
use grant_lab::platform::web_crypto::WebCrypto;
use grant_lab::ports::{Crypto, CryptoError, Hash, SigningPrimitive};
use js_sys::Reflect;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn web_crypto_keeps_every_promise_of_the_port() {
    crypto_conformance::run(&WebCrypto::new(), aes_192().await).await;
}

/// Asks the browser itself, past the adapter: Chromium has no AES with keys of 192 bits.
async fn aes_192() -> Aes192 {
    let promise = js_sys::Function::new_no_args(
        "return crypto.subtle.importKey('raw', new Uint8Array(24), 'AES-GCM', false, ['decrypt']).then(() => true, () => false);",
    )
    .call0(&JsValue::NULL)
    .expect("a call");
    let offered = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(promise)).await.expect("an answer");
    if offered.is_truthy() { Aes192::Offered } else { Aes192::Missing }
}

/// Two calls at a time: no borrow of the key table is held while the browser works.
#[wasm_bindgen_test]
async fn calls_may_overlap() {
    let crypto = WebCrypto::new();
    let key = crypto.generate(SigningPrimitive::EcdsaP256Sha256).await.expect("a key");
    let mut sign = Box::pin(crypto.sign(key, b"message"));
    let mut generate = Box::pin(crypto.generate(SigningPrimitive::RsaPkcs1Sha256));
    let (mut signature, mut second) = (None, None);
    poll_fn(|context| {
        if signature.is_none()
            && let Poll::Ready(result) = sign.as_mut().poll(context)
        {
            signature = Some(result.expect("a signature"));
        }
        if second.is_none()
            && let Poll::Ready(result) = generate.as_mut().poll(context)
        {
            second = Some(result.expect("a key"));
        }
        if signature.is_some() && second.is_some() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    assert_eq!(crypto.verify(key, b"message", &signature.expect("done")).await, Ok(true));
    assert_ne!(second, Some(key));
}

/// A page on plain http has `crypto` but no `crypto.subtle`; the same object is hidden here and put back.
#[wasm_bindgen_test]
async fn without_a_secure_context_every_call_says_so() {
    let global = js_sys::global();
    let crypto = Reflect::get(&global, &"crypto".into()).expect("the browser has it");
    hide_subtle(&crypto, true);
    let adapter = WebCrypto::new();
    let digest = adapter.digest(Hash::Sha256, b"abc").await;
    let key = adapter.generate(SigningPrimitive::EcdsaP256Sha256).await;
    hide_subtle(&crypto, false);
    assert_eq!(digest, Err(CryptoError::Unavailable));
    assert_eq!(key, Err(CryptoError::Unavailable));
    assert!(adapter.digest(Hash::Sha256, b"abc").await.is_ok());
}

/// Watches `generateKey` itself, because the adapter shows nobody its keys.
#[wasm_bindgen_test]
async fn generated_private_keys_are_not_extractable() {
    js_sys::Function::new_no_args(
        "const original = SubtleCrypto.prototype.generateKey;
         globalThis.made = [];
         SubtleCrypto.prototype.generateKey = async function (...given) {
             const key = await original.apply(this, given);
             globalThis.made.push(key.privateKey ?? key);
             return key;
         };",
    )
    .call0(&JsValue::NULL)
    .expect("the watch is set");
    let crypto = WebCrypto::new();
    for algorithm in Algorithm::all() {
        crypto.generate(algorithm.primitive()).await.expect("a key");
    }
    let made = Reflect::get(&js_sys::global(), &"made".into()).expect("the list");
    let made: Vec<JsValue> = js_sys::Array::from(&made).to_vec();
    assert!(made.len() >= Algorithm::all().count());
    for key in made {
        assert_eq!(Reflect::get(&key, &"extractable".into()), Ok(JsValue::FALSE));
    }
}

fn hide_subtle(crypto: &JsValue, hide: bool) {
    if hide {
        let descriptor = js_sys::Object::new();
        Reflect::set(&descriptor, &"value".into(), &JsValue::UNDEFINED).expect("an ordinary object");
        Reflect::set(&descriptor, &"configurable".into(), &JsValue::TRUE).expect("an ordinary object");
        assert!(
            Reflect::define_property(crypto.unchecked_ref::<js_sys::Object>(), &"subtle".into(), &descriptor)
                .expect("defined")
        );
    } else {
        Reflect::delete_property(crypto.unchecked_ref::<js_sys::Object>(), &"subtle".into()).expect("deleted");
    }
}
