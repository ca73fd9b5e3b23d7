//! Prints what pasted requests become, for tests in other languages: JSON in on standard input, a list of texts, and JSON out, a list with
//! a draft, remarks, or the code of an error for each. `tests/node/imported.js` calls it. Its input is made up, so secrets are printed.

#[path = "../tests/common/imported.rs"]
mod imported;

use std::error::Error;
use std::io::{Read, stdin};

use grant_lab::client::import::import;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut asked = String::new();
    stdin().read_to_string(&mut asked)?;
    let texts: Vec<String> = serde_json::from_str(&asked)?;
    let all: Vec<Value> = texts.iter().map(|text| one(text)).collect();
    println!("{}", Value::from(all));
    Ok(())
}

fn one(text: &str) -> Value {
    match import(text) {
        Err(error) => json!({ "error": error.code() }),
        Ok(imported) => {
            json!({
                "from": imported.from.as_str(),
                "draft": imported::read(&imported.draft),
                "form": imported.draft.form().iter().collect::<Vec<_>>(),
                "remarks": imported::remarks(&imported),
            })
        }
    }
}
