//! The [`Crypto`] port on WebCrypto, in a page, a worker or Node (W3C Web Cryptography API).
//!
//! Keys stay in a table here and with the browser; private keys are made not extractable, so no script of the page can read them.
//! Nothing is touched before the first call, and every octet handed over is a copy, because WebAssembly memory may move
//! while a promise is pending. Without a secure context the platform has no `crypto.subtle`: every call then says
//! [`CryptoError::Unavailable`].

mod decryption;
mod foreign_keys;

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use js_sys::{Array, JSON, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use crate::jose::Jwk;
use crate::ports::{Crypto, CryptoError, Hash, KeyRef, SigningPrimitive};

/// WebCrypto and the keys made or imported through it.
#[derive(Default)]
pub struct WebCrypto {
    subtle: OnceCell<SubtleCrypto>,
    table: RefCell<Table>,
}

#[derive(Default)]
struct Table {
    last: u32,
    keys: Vec<(KeyRef, Rc<Entry>)>,
}

/// One key or pair, shared so that no borrow of the table outlives an await.
struct Entry {
    /// What WebCrypto is told with every use.
    algorithm: Object,
    signing: Option<CryptoKey>,
    verifying: CryptoKey,
    /// The public half as JWK text; `None` for a MAC key.
    public: Option<String>,
}

impl WebCrypto {
    /// An adapter without keys.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn keep(&self, entry: Entry) -> KeyRef {
        let mut table = self.table.borrow_mut();
        table.last += 1;
        let handle = KeyRef(table.last);
        table.keys.push((handle, Rc::new(entry)));
        handle
    }

    fn entry(&self, handle: KeyRef) -> Result<Rc<Entry>, CryptoError> {
        let table = self.table.borrow();
        let known = table.keys.iter().find(|(known, _)| *known == handle);
        known.map(|(_, entry)| Rc::clone(entry)).ok_or_else(|| bad("the handle is unknown"))
    }

    /// What the platform offers, looked up until it is there.
    fn subtle(&self) -> Result<&SubtleCrypto, CryptoError> {
        if let Some(known) = self.subtle.get() {
            return Ok(known);
        }
        let found = subtle().ok_or(CryptoError::Unavailable)?;
        Ok(self.subtle.get_or_init(|| found))
    }
}

impl Crypto for WebCrypto {
    async fn generate(&self, primitive: SigningPrimitive) -> Result<KeyRef, CryptoError> {
        let subtle = self.subtle()?;
        let algorithm = algorithm(primitive);
        let made = subtle.generate_key_with_object(&algorithm, false, &usages(&["sign", "verify"]));
        let made = settled(made).await.map_err(|error| refused(&error))?;
        let entry = if let Ok(one) = made.clone().dyn_into::<CryptoKey>() {
            Entry { algorithm, signing: Some(one.clone()), verifying: one, public: None }
        } else {
            let half = |name: &str| member(&made, name).and_then(|key| key.dyn_into::<CryptoKey>().ok());
            let missing = || CryptoError::Refused("no key pair came back".to_owned());
            let verifying = half("publicKey").ok_or_else(missing)?;
            let signing = half("privateKey").ok_or_else(missing)?;
            let public = exported(subtle, &verifying).await?.public_material();
            Entry { algorithm, signing: Some(signing), verifying, public }
        };
        Ok(self.keep(entry))
    }

    async fn generate_private_jwk(&self, primitive: SigningPrimitive) -> Result<String, CryptoError> {
        let subtle = self.subtle()?;
        let made = subtle.generate_key_with_object(&algorithm(primitive), true, &usages(&["sign", "verify"]));
        let made = settled(made).await.map_err(|error| refused(&error))?;
        let private = member(&made, "privateKey").ok_or_else(|| bad("a MAC key has no halves"))?;
        exported(subtle, private.unchecked_ref()).await.map(|jwk| jwk.material())
    }

    async fn import_verifying(&self, primitive: SigningPrimitive, jwk: &str) -> Result<KeyRef, CryptoError> {
        let jwk = Jwk::parse_text(jwk).map_err(bad)?;
        let public = jwk.public_material();
        let material = public.clone().unwrap_or_else(|| jwk.material());
        let algorithm = algorithm(primitive);
        let verifying = imported(self.subtle()?, &algorithm, &material, &["verify"]).await?;
        Ok(self.keep(Entry { algorithm, signing: None, verifying, public }))
    }

    async fn import_signing(&self, primitive: SigningPrimitive, jwk: &str) -> Result<KeyRef, CryptoError> {
        let subtle = self.subtle()?;
        let jwk = Jwk::parse_text(jwk).map_err(bad)?;
        let material = jwk.material();
        let algorithm = algorithm(primitive);
        let signing = imported(subtle, &algorithm, &material, &["sign"]).await?;
        let public = jwk.public_material();
        let verifying = imported(subtle, &algorithm, public.as_deref().unwrap_or(&material), &["verify"]).await?;
        Ok(self.keep(Entry { algorithm, signing: Some(signing), verifying, public }))
    }

    async fn export_public(&self, key: KeyRef) -> Result<String, CryptoError> {
        self.entry(key)?.public.clone().ok_or_else(|| bad("a MAC key has no public half"))
    }

    async fn sign(&self, key: KeyRef, message: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let entry = self.entry(key)?;
        let key = entry.signing.as_ref().ok_or_else(|| bad("a public key cannot sign"))?;
        let message = Uint8Array::from(message);
        let made = self.subtle()?.sign_with_object_and_js_u8_array(&entry.algorithm, key, &message);
        settled(made).await.map(|octets| Uint8Array::new(&octets).to_vec()).map_err(|error| refused(&error))
    }

    async fn verify(&self, key: KeyRef, message: &[u8], signature: &[u8]) -> Result<bool, CryptoError> {
        let entry = self.entry(key)?;
        let checked = self.subtle()?.verify_with_object_and_js_u8_array_and_js_u8_array(
            &entry.algorithm,
            &entry.verifying,
            &Uint8Array::from(signature),
            &Uint8Array::from(message),
        );
        settled(checked).await.map(|valid| valid.is_truthy()).map_err(|error| refused(&error))
    }

    async fn digest(&self, hash: Hash, message: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let made = self.subtle()?.digest_with_str_and_js_u8_array(hash_name(hash), &Uint8Array::from(message));
        settled(made).await.map(|octets| Uint8Array::new(&octets).to_vec()).map_err(|error| refused(&error))
    }

    fn release(&self, key: KeyRef) {
        self.table.borrow_mut().keys.retain(|(known, _)| *known != key);
    }
}

/// The global object is the same name in a page, a worker and Node; `window` is not.
fn subtle() -> Option<SubtleCrypto> {
    let crypto = member(&js_sys::global(), "crypto")?;
    member(&crypto, "subtle").map(JsCast::unchecked_into)
}

/// The one place where WebCrypto's algorithm objects are built. Each serves every operation of its primitive: WebCrypto reads the
/// members that an operation needs and ignores the others.
fn algorithm(primitive: SigningPrimitive) -> Object {
    let (name, hash, curve) = match primitive {
        SigningPrimitive::EcdsaP256Sha256 => ("ECDSA", Hash::Sha256, "P-256"),
        SigningPrimitive::EcdsaP384Sha384 => ("ECDSA", Hash::Sha384, "P-384"),
        SigningPrimitive::EcdsaP521Sha512 => ("ECDSA", Hash::Sha512, "P-521"),
        // The curve is the name, and the hash is part of the scheme.
        SigningPrimitive::Ed25519 => ("Ed25519", Hash::Sha512, ""),
        SigningPrimitive::HmacSha256 => ("HMAC", Hash::Sha256, ""),
        SigningPrimitive::HmacSha384 => ("HMAC", Hash::Sha384, ""),
        SigningPrimitive::HmacSha512 => ("HMAC", Hash::Sha512, ""),
        SigningPrimitive::RsaPkcs1Sha256 => ("RSASSA-PKCS1-v1_5", Hash::Sha256, ""),
        SigningPrimitive::RsaPkcs1Sha384 => ("RSASSA-PKCS1-v1_5", Hash::Sha384, ""),
        SigningPrimitive::RsaPkcs1Sha512 => ("RSASSA-PKCS1-v1_5", Hash::Sha512, ""),
        SigningPrimitive::RsaPssSha256 => ("RSA-PSS", Hash::Sha256, ""),
        SigningPrimitive::RsaPssSha384 => ("RSA-PSS", Hash::Sha384, ""),
        SigningPrimitive::RsaPssSha512 => ("RSA-PSS", Hash::Sha512, ""),
    };
    // As long as the hash (RFC 7518 §3.5).
    let salt = match hash {
        Hash::Sha256 => 32,
        Hash::Sha384 => 48,
        Hash::Sha512 => 64,
    };
    let members: [(&str, JsValue); 5] = [
        ("hash", hash_name(hash).into()),
        ("namedCurve", curve.into()),
        ("modulusLength", 2048.into()),
        ("publicExponent", Uint8Array::from([1, 0, 1].as_slice()).into()),
        ("saltLength", salt.into()),
    ];
    named(name, &members)
}

/// An algorithm by its name, with its parameters.
fn named(name: &str, members: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    // Setting a member of a new, ordinary object cannot fail.
    let _ = Reflect::set(&object, &"name".into(), &name.into());
    for (name, value) in members {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

const fn hash_name(hash: Hash) -> &'static str {
    match hash {
        Hash::Sha256 => "SHA-256",
        Hash::Sha384 => "SHA-384",
        Hash::Sha512 => "SHA-512",
    }
}

fn usages(names: &[&str]) -> JsValue {
    names.iter().map(|name| JsValue::from_str(name)).collect::<Array>().into()
}

async fn imported(
    subtle: &SubtleCrypto,
    algorithm: &Object,
    jwk: &str,
    may: &[&str],
) -> Result<CryptoKey, CryptoError> {
    let members: Object = JSON::parse(jwk).map_err(|error| not_a_key(&error))?.unchecked_into();
    let made = subtle.import_key_with_object("jwk", &members, algorithm, false, &usages(may));
    settled(made).await.map(JsCast::unchecked_into).map_err(|error| not_a_key(&error))
}

/// The browser adds `ext` and `key_ops` to what it exports; they are labels, which the material of the key leaves out.
async fn exported(subtle: &SubtleCrypto, key: &CryptoKey) -> Result<Jwk, CryptoError> {
    let members = settled(subtle.export_key("jwk", key)).await.map_err(|error| refused(&error))?;
    let text = JSON::stringify(&members).map_err(|error| refused(&error))?;
    Jwk::parse_text(&String::from(text)).map_err(bad)
}

/// A call may fail at once or by its promise; both are one failure here.
async fn settled(call: Result<Promise, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(call?).await
}

/// A member that is there and not `undefined` or `null`.
fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

fn bad(reason: impl ToString) -> CryptoError {
    CryptoError::BadKey(reason.to_string())
}

fn refused(error: &JsValue) -> CryptoError {
    CryptoError::Refused(describe(error))
}

/// Importing fails because of the key, unless the browser does not know the algorithm at all.
fn not_a_key(error: &JsValue) -> CryptoError {
    match member(error, "name").and_then(|name| name.as_string()) {
        Some(name) if name == "NotSupportedError" => refused(error),
        _ => CryptoError::BadKey(describe(error)),
    }
}

/// Browsers often leave the message of a `DOMException` empty; its name is always there.
pub(super) fn describe(error: &JsValue) -> String {
    let text = |name| member(error, name).and_then(|value| value.as_string()).filter(|text| !text.is_empty());
    text("message").or_else(|| text("name")).unwrap_or_else(|| "no reason was given".to_owned())
}
