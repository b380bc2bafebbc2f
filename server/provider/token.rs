//! ID tokens: whose signature is believed, and what is asked of the provider beside.

use std::fmt;

use jsonwebtoken::{
    Algorithm, DecodingKey, Validation, decode, decode_header,
    jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, PublicKeyUse},
};
use serde::Deserialize;

use super::{
    discovery::{self, Discovery},
    model::{Claims, Profile, Provider},
    sign_in::Refusal,
};
use crate::platform::app::App;

/// What an ID token says, once its signature and its claims are right.
pub async fn verify(app: &App, provider: &Provider, discovery: &Discovery, nonce: &str, token: &str) -> Result<Claims, Refusal> {
    let header = decode_header(token).map_err(wrong)?;
    if header.crit.is_some() {
        return Err(wrong("it asks for what we do not know"));
    }
    let keys = discovery::keys(app, discovery, header.kid.as_deref()).await.map_err(Refusal::unreachable)?;
    let fitting: Vec<&Jwk> = keys.iter().filter(|key| signs(key, header.alg)).collect();
    let [key] = fitting.as_slice() else {
        return Err(wrong(if fitting.is_empty() { "none of the provider's keys can have signed it" } else { "it does not say which key signed it" }));
    };
    let key = DecodingKey::from_jwk(key).map_err(wrong)?;
    let claims = decode::<Claims>(token, &key, &signature_alone(header.alg)).map_err(wrong)?.claims;
    claims.check(provider, nonce, app.clock.now()).map_err(wrong)?;
    Ok(claims)
}

fn wrong(why: impl fmt::Display) -> Refusal {
    Refusal::token(format!("the ID token is not believed: {why}"))
}

/// The library holds claims against the machine's clock; [`Claims::check`] asks ours.
fn signature_alone(algorithm: Algorithm) -> Validation {
    let mut validation = Validation::new(algorithm);
    validation.required_spec_claims.clear();
    (validation.validate_exp, validation.validate_aud) = (false, false);
    validation
}

/// Whether a key signs by this algorithm: the key's type decides, never the token. So what is signed with a secret, or not at
/// all, is never believed.
fn signs(key: &Jwk, algorithm: Algorithm) -> bool {
    let by_type = match &key.algorithm {
        AlgorithmParameters::RSA(_) => matches!(algorithm, Algorithm::RS256 | Algorithm::PS256),
        AlgorithmParameters::EllipticCurve(ec) => ec.curve == EllipticCurve::P256 && algorithm == Algorithm::ES256,
        AlgorithmParameters::OctetKeyPair(pair) => pair.curve == EllipticCurve::Ed25519 && algorithm == Algorithm::EdDSA,
        AlgorithmParameters::OctetKey(_) => false,
    };
    let named = match key.common.key_algorithm {
        None => true,
        Some(KeyAlgorithm::RS256) => algorithm == Algorithm::RS256,
        Some(KeyAlgorithm::PS256) => algorithm == Algorithm::PS256,
        Some(KeyAlgorithm::ES256) => algorithm == Algorithm::ES256,
        Some(KeyAlgorithm::EdDSA) => algorithm == Algorithm::EdDSA,
        Some(_) => false,
    };
    let to_sign = key.common.public_key_use.as_ref().is_none_or(|used| *used == PublicKeyUse::Signature);
    by_type && named && to_sign
}

#[derive(Deserialize)]
struct UserInfo {
    sub: String,
    #[serde(flatten)]
    profile: Profile,
}

/// Who the person is: as the ID token says, or as the provider says when asked, since many leave the address out of the token.
pub async fn profile(app: &App, discovery: &Discovery, claims: &Claims, access_token: &str) -> Result<Profile, Refusal> {
    let Some(address) = discovery.userinfo_endpoint.as_ref().filter(|_| claims.profile.email.is_none()) else { return Ok(claims.profile.clone()) };
    let info: UserInfo = app.outgoing.get(address, Some(access_token)).await.map_err(Refusal::unreachable)?;
    if info.sub != claims.sub {
        return Err(Refusal::token("the provider told of somebody else than its ID token"));
    }
    Ok(info.profile)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;

    #[test]
    fn the_keys_type_decides_which_algorithms_are_believed() {
        let all = [
            Algorithm::HS256,
            Algorithm::HS384,
            Algorithm::HS512,
            Algorithm::ES256,
            Algorithm::ES384,
            Algorithm::RS256,
            Algorithm::RS384,
            Algorithm::RS512,
            Algorithm::PS256,
            Algorithm::PS384,
            Algorithm::PS512,
            Algorithm::EdDSA,
        ];
        let believed = |key: Json| {
            let key: Jwk = serde_json::from_value(key).unwrap();
            all.into_iter().filter(|algorithm| signs(&key, *algorithm)).collect::<Vec<_>>()
        };
        let rsa = json!({ "kty": "RSA", "n": "AQAB", "e": "AQAB" });
        let with = |key: &Json, name: &str, value: &str| {
            let mut key = key.clone();
            key[name] = value.into();
            key
        };
        assert_eq!(believed(rsa.clone()), [Algorithm::RS256, Algorithm::PS256]);
        assert_eq!(believed(with(&rsa, "alg", "RS256")), [Algorithm::RS256]);
        assert_eq!(believed(with(&rsa, "alg", "PS256")), [Algorithm::PS256]);
        assert_eq!(believed(with(&rsa, "use", "sig")), [Algorithm::RS256, Algorithm::PS256]);
        assert_eq!(believed(with(&rsa, "use", "enc")), []);
        for alg in ["RS512", "RSA-OAEP", "HS256", "none"] {
            assert_eq!(believed(with(&rsa, "alg", alg)), [], "{alg}");
        }
        assert_eq!(believed(json!({ "kty": "EC", "crv": "P-256", "x": "AA", "y": "AA" })), [Algorithm::ES256]);
        assert_eq!(believed(json!({ "kty": "EC", "crv": "P-384", "x": "AA", "y": "AA" })), []);
        assert_eq!(believed(json!({ "kty": "OKP", "crv": "Ed25519", "x": "AA" })), [Algorithm::EdDSA]);
        assert_eq!(believed(json!({ "kty": "oct", "k": "AAAA" })), []);
        assert_eq!(believed(json!({ "kty": "oct", "k": "AAAA", "alg": "HS256" })), []);
    }
}
