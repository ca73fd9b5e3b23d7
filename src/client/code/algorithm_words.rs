//! What libraries call an algorithm and its parts.

use crate::jose::Algorithm;
use crate::ports::Hash;

/// The words for one algorithm.
#[derive(Clone, Copy, Debug)]
pub(super) struct AlgorithmWords {
    /// Its JWS name.
    pub name: &'static str,
    /// Its family, as conditions name it for an assertion.
    pub family: &'static str,
    /// The same for a proof.
    pub proof_family: &'static str,
    /// The algorithm itself, as conditions name it for an assertion.
    pub flag: &'static str,
    /// The same for a proof.
    pub proof_flag: &'static str,
    /// The size of its hash in bits.
    pub bits: &'static str,
    /// The same in octets, which is the length of the salt of RSASSA-PSS (RFC 7518 §3.5).
    pub hash_octets: &'static str,
    /// The curve (RFC 7518 §6.2.1.1); empty where there is none.
    pub curve: &'static str,
    /// The octets of one coordinate, and of one half of a signature (RFC 7518 §3.4).
    pub coordinate_octets: &'static str,
}

impl AlgorithmWords {
    pub(super) fn of(algorithm: Algorithm) -> Self {
        let (flag, proof_flag) = flags(algorithm);
        let (family, proof_family) = match algorithm {
            Algorithm::Es256 | Algorithm::Es384 | Algorithm::Es512 => ("es", "proof_es"),
            Algorithm::Ed25519 => ("ed", "proof_ed"),
            Algorithm::Ps256 | Algorithm::Ps384 | Algorithm::Ps512 => ("ps", "proof_ps"),
            Algorithm::Rs256 | Algorithm::Rs384 | Algorithm::Rs512 => ("rs", "proof_rs"),
            Algorithm::Hs256 | Algorithm::Hs384 | Algorithm::Hs512 => ("hs", "proof_hs"),
        };
        let (bits, hash_octets) = match algorithm.hash() {
            Hash::Sha256 => ("256", "32"),
            Hash::Sha384 => ("384", "48"),
            Hash::Sha512 => ("512", "64"),
        };
        let (curve, coordinate_octets) = match algorithm {
            Algorithm::Es256 => ("P-256", "32"),
            Algorithm::Es384 => ("P-384", "48"),
            Algorithm::Es512 => ("P-521", "66"),
            _ => ("", ""),
        };
        let name = algorithm.name();
        Self { name, family, proof_family, flag, proof_flag, bits, hash_octets, curve, coordinate_octets }
    }
}

const fn flags(algorithm: Algorithm) -> (&'static str, &'static str) {
    match algorithm {
        Algorithm::Es256 => ("es256", "proof_es256"),
        Algorithm::Es384 => ("es384", "proof_es384"),
        Algorithm::Es512 => ("es512", "proof_es512"),
        Algorithm::Ed25519 => ("ed25519", "proof_ed25519"),
        Algorithm::Ps256 => ("ps256", "proof_ps256"),
        Algorithm::Ps384 => ("ps384", "proof_ps384"),
        Algorithm::Ps512 => ("ps512", "proof_ps512"),
        Algorithm::Rs256 => ("rs256", "proof_rs256"),
        Algorithm::Rs384 => ("rs384", "proof_rs384"),
        Algorithm::Rs512 => ("rs512", "proof_rs512"),
        Algorithm::Hs256 => ("hs256", "proof_hs256"),
        Algorithm::Hs384 => ("hs384", "proof_hs384"),
        Algorithm::Hs512 => ("hs512", "proof_hs512"),
    }
}
