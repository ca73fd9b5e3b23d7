//! One issuer for a program: options in, messages in and out, and the log, all as text and octets.

use http::Response;
use serde_json::Value;

use crate::issuer::{Configuration, Policies, PolicyError, demo_clients_of, demo_registry_of};
use crate::jose::json;
use crate::network::{AdjustableClock, Network, is_on_the_clock};
use crate::ports::{Clock, Connection, Crypto, Random, UnixTime};
use crate::server::{Names, Step};

use super::{message, record};

/// An issuer with the policies it was asked for. Nothing is shared between two of them.
pub struct Instance<C, K, R> {
    network: Network<C, K, R>,
    policies: Policies,
}

impl<C: Crypto, K: Clock, R: Random> Instance<C, K, R> {
    /// An issuer whose identifier and policies are the members of the JSON object `options`; what is not given has its default.
    ///
    /// # Errors
    /// A sentence that names the option or value that is not known and lists what is allowed, or says why the issuer cannot be called so.
    pub fn open(crypto: C, clock: K, random: R, options: &str) -> Result<Self, String> {
        let options: Value = serde_json::from_slice(options.as_bytes()).map_err(|error| error.to_string())?;
        let (mut policies, mut names) = (Policies::default(), Names::default());
        for (name, value) in options.as_object().ok_or("The options of an issuer are an object.")? {
            if name == "issuer" {
                let identifier = value.as_str().ok_or("issuer is a text.")?;
                names = Names::of(identifier).map_err(|error| ["issuer: ", &error.to_string()].concat())?;
                continue;
            }
            policies.set(name, value).map_err(|error| match error {
                PolicyError::UnknownOption { name } => {
                    format!("There is no option {name:?}. The options: issuer, {}.", Policies::NAMES.join(", "))
                }
                other => other.to_string(),
            })?;
        }
        let network = Network::with_registry(crypto, clock, random, demo_registry_of(names));
        network.set_policies(policies.clone());
        Ok(Self { network, policies })
    }

    /// Answers a request, given by its head as text and its body; `certificate` is what the TLS connection would have shown
    /// (RFC 8705 §2). The answer is its head, an empty line and its body. `message` beside this file says how heads are written.
    ///
    /// # Errors
    /// A sentence: the head is none that an HTTP message can have.
    pub async fn answer(&self, head: &str, body: Vec<u8>, certificate: Option<Vec<u8>>) -> Result<Vec<u8>, String> {
        self.deliver(head, body, certificate, false).await
    }

    /// The same without a certificate, and with the check that decided: behind the status stand, each after a tabulator, its name, its clause
    /// and what it decided.
    ///
    /// # Errors
    /// As for [`Instance::answer`].
    pub async fn explained(&self, head: &str, body: Vec<u8>) -> Result<Vec<u8>, String> {
        self.deliver(head, body, None, true).await
    }

    async fn deliver(
        &self,
        head: &str,
        body: Vec<u8>,
        certificate: Option<Vec<u8>>,
        is_explained: bool,
    ) -> Result<Vec<u8>, String> {
        let request = message::request(head, body)?;
        let mut octets = Vec::new();
        let mut tell = |response: &Response<Vec<u8>>, decided: Option<&Step>| {
            octets = message::response(response, decided.filter(|_| is_explained));
        };
        self.network.answer(request, &Connection { certificate }, &mut tell).await;
        Ok(octets)
    }

    /// The demo clients as each client holds itself, secrets and private keys included: a JSON array.
    ///
    /// # Errors
    /// A sentence: the platform makes no keys.
    pub async fn clients(&self) -> Result<String, String> {
        let key = self.network.client_key().await.map_err(|error| error.to_string())?;
        let clients = demo_clients_of(self.network.issuer().names());
        Ok(text(clients.iter().map(|client| record::client(client, &key)).collect()))
    }

    /// The newest messages with their traces, oldest first, secrets taken out: a JSON array of arrays.
    #[must_use]
    pub fn log(&self) -> String {
        // Entry by entry: a large log is in memory once as it is kept, and once as text.
        let mut text = String::from("[");
        self.network.for_each_logged(|entry| {
            if text.len() > 1 {
                text.push(',');
            }
            text.push_str(&json::text(&record::entry(entry)));
        });
        text.push(']');
        text
    }

    /// The clock of all servers.
    #[must_use]
    pub fn clock(&self) -> &AdjustableClock<K> {
        self.network.clock()
    }

    /// Sets the clock of all servers.
    ///
    /// # Errors
    /// A sentence: the clock does not go so far. It stays where it is then.
    pub fn set_clock(&self, moment: UnixTime) -> Result<(), String> {
        if !is_on_the_clock(moment) {
            return Err("The clock goes from the year 0 to the year 9999.".to_owned());
        }
        self.network.clock().set(moment);
        Ok(())
    }

    /// From now on the next keys sign, which were published before; the old ones stay published for an hour.
    ///
    /// # Errors
    /// A sentence: the platform makes no keys.
    pub async fn rotate_keys(&self) -> Result<(), String> {
        self.network.issuer().rotate_keys().await.map_err(|error| error.to_string())
    }

    /// Gives the demo client with a key of its own another one. The issuer finds out when it meets a signature by it.
    ///
    /// # Errors
    /// A sentence: the platform makes no keys.
    pub async fn rotate_client_key(&self) -> Result<(), String> {
        self.network.rotate_client_key().await.map_err(|error| error.to_string())
    }

    /// How the issuer is set up, as a JSON document; see `configuration.schema.json`.
    #[must_use]
    pub fn configuration(&self) -> String {
        json::text(&self.network.issuer().configuration().to_json())
    }

    /// Sets the issuer up as a JSON document says. Gives the paths of members that are not known here, one a line.
    ///
    /// # Errors
    /// A sentence that begins with the place of what cannot be taken. Nothing has changed then.
    pub fn configure(&self, document: &str) -> Result<String, String> {
        let configuration = Configuration::parse(document).map_err(|error| error.to_string())?;
        let unknown = configuration.unknown_members().join("\n");
        self.network.configure(configuration);
        Ok(unknown)
    }

    /// Other policies from the next request on, and with them the server that is played. Without any, those of [`Instance::open`].
    pub fn set_policies(&self, policies: Option<Policies>) {
        self.network.set_policies(policies.unwrap_or_else(|| self.policies.clone()));
    }

    /// Back to the beginning, under the policies of [`Instance::open`].
    pub fn reset(&self) {
        self.network.reset();
        self.set_policies(None);
    }
}

fn text(values: Vec<Value>) -> String {
    json::text(&Value::Array(values))
}
