//! The port [`ForeignKeys`] on WebCrypto.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;

use super::{WebCrypto, algorithm, exported, not_a_key, refused, settled, usages};
use crate::ports::{CryptoError, ForeignKeys, SigningPrimitive};

impl ForeignKeys for WebCrypto {
    async fn jwk_of_pkcs8(&self, primitive: SigningPrimitive, pkcs8: &[u8]) -> Result<String, CryptoError> {
        let subtle = self.subtle()?;
        let octets = Uint8Array::from(pkcs8);
        let made = subtle.import_key_with_object("pkcs8", &octets, &algorithm(primitive), true, &usages(&["sign"]));
        let key = settled(made).await.map_err(|error| not_a_key(&error))?;
        exported(subtle, key.unchecked_ref()).await.map(|jwk| jwk.material())
    }

    async fn sha1(&self, message: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let digest = self.subtle()?.digest_with_str_and_js_u8_array("SHA-1", &Uint8Array::from(message));
        settled(digest).await.map(|octets| Uint8Array::new(&octets).to_vec()).map_err(|error| refused(&error))
    }
}
