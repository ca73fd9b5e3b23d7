//! What a check or an observation found: a code, and the facts that its sentence needs.
//!
//! The sentences are content (`src/content/en/words.json`); this table says which codes exist and which facts each one brings, and
//! a native test holds the content to it.

use std::borrow::Cow;

/// Something found in evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which sentence says it.
    pub code: Code,
    /// The facts of that sentence, by name.
    pub facts: Vec<(&'static str, String)>,
}

impl Finding {
    /// A finding with its facts in the order of [`Code::facts`].
    #[must_use]
    pub fn new<const N: usize>(code: Code, values: [Cow<'_, str>; N]) -> Self {
        debug_assert_eq!(code.facts().len(), N, "{}", code.name());
        Self { code, facts: code.facts().iter().copied().zip(values.map(Cow::into_owned)).collect() }
    }

    /// A fact by name.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&str> {
        self.facts.iter().find(|fact| fact.0 == name).map(|fact| fact.1.as_str())
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $code:ident = $name:literal [$($fact:literal)*],)*) => {
        /// Every finding that a check or an observation can report.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Code { $($(#[doc = $doc])* $code,)* }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$code,)*];

            /// The name under which content files give the sentence.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$code => $name,)* }
            }

            /// The names of the facts that the sentence may use.
            #[must_use]
            pub const fn facts(self) -> &'static [&'static str] {
                match self { $(Self::$code => &[$($fact),*],)* }
            }
        }
    };
}

codes! {
    /// What a specification says, in words that the cell's content gives.
    Specification = "specification" [],
    /// The document lists the grant, and the token endpoint serves it.
    GrantListedAndServed = "grant_listed_and_served" ["status"],
    /// The document does not list the grant.
    GrantNotListed = "grant_not_listed" ["listed"],
    /// The token endpoint refused a well-made request of a client it knows.
    TokenRefused = "token_refused" ["status" "error"],
    /// The authorization endpoint knows no such response type.
    ResponseTypeUnknown = "response_type_unknown" ["error" "listed"],
    /// The document lists a response type with the grant's name.
    ResponseTypeListed = "response_type_listed" ["listed"],
    /// The authorization endpoint went on with the request.
    ResponseTypeAccepted = "response_type_accepted" ["status"],
    /// An access token arrived and no ID Token.
    AccessTokenOnly = "access_token_only" ["arrived" "names"],
    /// The issuer refused the scope.
    ScopeRefused = "scope_refused" ["status" "error"],
    /// The answer was a success without an access token.
    NoAccessToken = "no_access_token" ["names"],
    /// An ID Token about an account that stands for the client.
    IdTokenAboutAccount = "id_token_about_account" ["sub" "logins"],
    /// An ID Token about the client itself.
    IdTokenAboutClient = "id_token_about_client" ["sub" "logins"],
    /// An ID Token about somebody in the user directory.
    IdTokenAboutPerson = "id_token_about_person" ["sub" "name" "logins"],
    /// An ID Token about nobody the issuer knows.
    IdTokenAboutUnknown = "id_token_about_unknown" ["sub" "logins"],
    /// The access token's own string, again.
    IdTokenIsAccessToken = "id_token_is_access_token" ["logins"],
    /// Something in `id_token` that is not a JWT.
    IdTokenUnreadable = "id_token_unreadable" ["logins"],
    /// `sub` is the client's identifier.
    SubjectIsClient = "subject_is_client" ["sub"],
    /// `sub` is an account that stands for the client.
    SubjectIsAccount = "subject_is_account" ["sub" "client_id"],
    /// There is no `sub`, and `client_id` names the client.
    SubjectAbsent = "subject_absent" ["client_id"],
    /// `sub` or another identifier is a person's.
    SubjectIsPerson = "subject_is_person" ["member" "sub" "name"],
    /// The subject is nobody the issuer knows.
    SubjectUnknown = "subject_unknown" ["member" "sub"],
    /// No token names anybody of the directory.
    NobodyReferenced = "nobody_referenced" ["tokens"],
    /// The request with `openid` brought no token, so the claim rests on the plain request.
    NothingWithOpenid = "nothing_with_openid" ["status" "error"],
    /// The client's registration.
    ClientRecord = "client_record" ["client_id" "accounts"],
    /// The user directory.
    UserDirectory = "user_directory" ["people"],
    /// None of the standard user and login claims.
    NoIdentityClaims = "no_identity_claims" ["read" "users" "logins"],
    /// Some of them.
    IdentityClaims = "identity_claims" ["member" "names"],
    /// UserInfo refused the token.
    UserInfoRefused = "userinfo_refused" ["status" "error"],
    /// UserInfo answered.
    UserInfoAnswered = "userinfo_answered" ["status"],
    /// How many people signed in during the run.
    Logins = "logins" ["logins"],
    /// Somebody signed in during the run.
    LoginRecorded = "login_recorded" ["logins"],
    /// The API answered, and nobody was asked.
    ApiAnswered = "api_answered" ["status" "messages"],
    /// The API refused the token.
    ApiRefused = "api_refused" ["status" "error"],
    /// A person had to take part.
    PersonTookPart = "person_took_part" ["messages"],
    /// `iss`, `aud` and `client_id` are there, and nothing about a person.
    ClientClaims = "client_claims" ["iss" "aud" "client_id"],
    /// Some of the three are missing.
    ClientClaimsMissing = "client_claims_missing" ["names"],
    /// The run did not bring what the check reads.
    NotObserved = "not_observed" ["what"],
    /// The answer is not what the check can read.
    Unreadable = "unreadable" ["what" "status"],
    /// The evidence holds nothing from the issuer's books.
    NoRecord = "no_record" [],
    /// A refusal that says nothing about the claim.
    RefusedOtherwise = "refused_otherwise" ["what" "status" "error"],
    /// An access token that only its issuer can read.
    OpaqueToken = "opaque_token" [],
    /// Beyond: refreshing went without the proof that asking needs.
    RefreshWithoutProof = "refresh_without_proof" [],
    /// Beyond: refreshing took fewer requests.
    RefreshSaves = "refresh_saves" ["refreshing" "asking"],
    /// Beyond: refreshing took as many requests and the same proof.
    RefreshSavesNothing = "refresh_saves_nothing" ["refreshing" "asking"],
    /// Beyond: no refresh token came with the sign-in.
    NoOfflineRefresh = "no_offline_refresh" ["names"],
    /// Beyond: the refreshed ID Token is about somebody else.
    RefreshedForAnother = "refreshed_for_another" ["sub" "before"],
    /// Beyond: a refreshed reply with an ID Token about the same person.
    OfflineRefresh = "offline_refresh" ["sub"],
    /// Beyond: a refreshed reply without an ID Token.
    OfflineRefreshPlain = "offline_refresh_plain" [],
    /// Beyond: the OAuth document names UserInfo.
    UserInfoInOAuth = "userinfo_in_oauth" ["endpoint"],
    /// Beyond: only the OpenID Connect document does.
    UserInfoOnlyOpenid = "userinfo_only_openid" ["endpoint"],
    /// Beyond: UserInfo refused the token of somebody who signed in.
    UserInfoRefusedPerson = "userinfo_refused_person" ["status" "error"],
    /// Beyond: UserInfo refused the client and answered the person.
    UserInfoPair = "userinfo_pair" ["refused" "error" "answered" "names"],
    /// Beyond: the stated scope is not the token's.
    ScopeMisstated = "scope_misstated" ["stated" "scope"],
    /// Beyond: every answer refused the scope, or stated the one granted.
    ScopeStated = "scope_stated" ["asked" "refused" "granted" "id_tokens"],
    /// Beyond: a sign-in with `openid` brought no ID Token.
    NoIdTokenFromSignIn = "no_id_token_from_sign_in" ["names"],
    /// Beyond: a sign-in without `openid` brought one.
    IdTokenWithoutOpenid = "id_token_without_openid" [],
    /// Beyond: an ID Token with `openid`, and none without.
    OpenidSwitches = "openid_switches" ["with" "without"],
    /// Beyond: the document is another issuer's.
    DocumentOfAnother = "document_of_another" ["issuer"],
    /// Beyond: the document is the issuer's own and lists the grant.
    DescribesItself = "describes_itself" ["issuer" "grants"],
    /// Beyond: what the document lists is no flow of OpenID Connect.
    ListedNoFlow = "listed_no_flow" ["grants"],
    /// Beyond: the document lists nothing, which has a meaning.
    ListedByDefault = "listed_by_default" ["grants"],
    /// Beyond: the access token's type is another.
    TokenNotTyped = "token_not_typed" ["typ"],
    /// Beyond: the access token is not for the API that was called.
    AudienceNotApi = "audience_not_api" ["aud"],
    /// Beyond: the access token is typed, and for the API.
    TypedToken = "typed_token" ["typ" "aud"],
    /// Beyond: the client refuses its own ID Token.
    IdTokenNotForClient = "id_token_not_for_client" ["aud"],
    /// Beyond: the API took an ID Token.
    ApiTookIdToken = "api_took_id_token" ["status"],
    /// Beyond: the client took an access token for an ID Token.
    ClientTookAccessToken = "client_took_access_token" ["aud"],
    /// Beyond: both refused the token that is not for them.
    SwapRefused = "swap_refused" ["aud" "status" "error" "api"],
    /// Beyond: a token that is bound to nothing.
    TokenNotBound = "token_not_bound" ["member"],
    /// Beyond: a copied token was accepted.
    CopyAccepted = "copy_accepted" ["member"],
    /// Beyond: both copies were refused.
    CopiesRefused = "copies_refused" ["certificate" "key"],
    /// Beyond: an ID Token that is bound to a key.
    IdTokenBound = "id_token_bound" [],
    /// Beyond: the ID Token does not carry the nonce of its request.
    NotOfThisRequest = "not_of_this_request" ["nonce" "sent"],
    /// Beyond: the client took it for the next request too.
    StaleNonceTaken = "stale_nonce_taken" ["nonce"],
    /// Beyond: the client refused it for the next request.
    StaleNonceRefused = "stale_nonce_refused" ["nonce" "sent"],
    /// Beyond: a way to authenticate did not lead to a token.
    MethodRefused = "method_refused" ["client" "status" "error"],
    /// Beyond: every way did.
    MethodsServed = "methods_served" ["count" "methods"],
    /// Beyond: the documents list different methods.
    MethodsDiffer = "methods_differ" ["oauth" "openid"],
    /// Beyond: a client that proved nothing got a token.
    PublicClientServed = "public_client_served" ["status"],
    /// Beyond: the documents agree, and such a client got none.
    MethodsAgree = "methods_agree" ["methods" "status" "error"],
    /// Beyond: the issuer let a client take a person's identifier.
    GuardOpen = "guard_open" ["status"],
    /// Beyond: the client's token does not bear the person's identifier.
    NamesApart = "names_apart" ["sub"],
    /// Beyond: the API that reads `sub` alone refused.
    CarelessNotFooled = "careless_not_fooled" ["status"],
    /// Beyond: the API that looks closer did not.
    CarefulFooled = "careful_fooled" ["status"],
    /// Beyond: the client was taken for the person, and not by whoever looks closer.
    TakenForPerson = "taken_for_person" ["sub" "name" "guard" "status" "refused" "error"],
    /// Beyond: one identifier for a client and for a person.
    OneNameTwice = "one_name_twice" ["sub" "name"],
    /// Beyond: an ID Token about nobody who signed in.
    IdTokenNotPerson = "id_token_not_person" ["sub"],
    /// Beyond: tokens of a person and of a client that cannot be told apart.
    KindsAlike = "kinds_alike" ["sub" "client"],
    /// Beyond: they can.
    KindsApart = "kinds_apart" ["sub" "name" "client"],
    /// The one question: what five servers answered, and that nobody signed in.
    FiveAnswers = "five_answers" ["asked" "refused" "granted" "id_tokens" "logins"],
    /// Lessons: a token response arrived.
    SawToken = "saw_token" ["status" "arrived" "names" "absent"],
    /// Lessons: one of several token responses arrived.
    SawTokens = "saw_tokens" ["status" "arrived"],
    /// Lessons: the issuer refused a token request.
    SawRefusal = "saw_refusal" ["status" "error"],
    /// Lessons: the endpoint does not take this method.
    SawMethodRefused = "saw_method_refused" ["status" "allow"],
    /// Lessons: the API answered.
    SawApiAnswer = "saw_api_answer" ["status"],
    /// Lessons: the API refused, with a challenge.
    SawApiChallenge = "saw_api_challenge" ["status" "challenge"],
    /// Lessons: another answer.
    SawStatus = "saw_status" ["status"],
    /// Lessons: what the reply says about caching.
    SawNoStore = "saw_no_store" ["value"],
    /// Lessons: the issuer refused a token request, with a challenge.
    SawClientChallenge = "saw_client_challenge" ["status" "error" "challenge"],
    /// Lessons: the issuer had another policy for this run.
    SawRule = "saw_rule" ["policy" "value"],
    /// Lessons: the issuer's clock went ahead for this run.
    SawWait = "saw_wait" ["seconds"],
    /// Lessons: whoever runs the issuer switched a client off.
    SawDisabled = "saw_disabled" ["client"],
    /// Lessons: a client has another secret, and the old one for a while.
    SawNextSecret = "saw_next_secret" ["client" "seconds"],
    /// Lessons: the issuer, or a client, signs with another key.
    SawNextKeys = "saw_next_keys" ["whose"],
    /// Lessons: the issuer took a token back.
    SawRevoked = "saw_revoked" ["status"],
    /// Lessons: what an address answered.
    SawGet = "saw_get" ["address" "status"],
    /// Lessons: another issuer got a signed request.
    SawPushed = "saw_pushed" ["status" "member"],
    /// Step 5: what the connection showed.
    SawCertificate = "saw_certificate" ["name"],
    /// Lessons: how many requests each way to a new token took.
    SawTally = "saw_tally" ["refreshing" "asking"],
    /// Lessons: the subject of an access token.
    SawSubject = "saw_subject" ["sub" "client_id"],
    /// Lessons: an access token without a subject.
    SawNoSubject = "saw_no_subject" ["client_id"],
    /// Lessons: what an access token says of a person.
    SawPersonClaims = "saw_person_claims" ["user" "users" "login" "logins"],
    /// Lessons: an ID Token about a person who signed in.
    SawIdToken = "saw_id_token" ["sub" "aud"],
    /// Lessons: an ID Token about somebody who did not.
    SawIdTokenWithoutLogin = "saw_id_token_without_login" ["sub"],
    /// Lessons: the access token a second time, called ID Token.
    SawIdTokenCopy = "saw_id_token_copy" [],
    /// Lessons: UserInfo answered.
    SawUserInfo = "saw_userinfo" ["status" "names"],
    /// Lessons: UserInfo refused.
    SawUserInfoRefused = "saw_userinfo_refused" ["status" "error"],
    /// Step 8: the issuer registered a client.
    SawRegistered = "saw_registered" ["status" "client_id"],
    /// Step 8: the issuer did not.
    SawRegistrationRefused = "saw_registration_refused" ["status" "error"],
    /// Step 8: the API that reads `sub` alone gave what is a person's.
    SawTakenForPerson = "saw_taken_for_person" ["status" "name"],
    /// Step 8: the API that looks whether it is a person refused, or the one that does not found nobody.
    SawNoPerson = "saw_no_person" ["status" "error" "path"],
    /// Lessons: the issuer sent the browser to its sign-in.
    SawSignInBegun = "saw_sign_in_begun" ["status"],
    /// Lessons: the person signed in, and the browser came back with a code.
    SawSignedIn = "saw_signed_in" ["status"],
    /// Step 11: the person signed in, and the browser came back with these in the fragment.
    SawSignedInFragment = "saw_signed_in_fragment" ["status" "names"],
    /// Lessons: the person did not.
    SawCancelled = "saw_cancelled" ["status" "error"],
    /// Lessons: how many claims of the table hold.
    SawTable = "saw_table" ["holds" "of" "policy"],
    /// Lessons: how many verdicts are not the same the second time.
    SawChanged = "saw_changed" ["changed" "of"],
    /// Lessons: what the person did, and what the issuer recorded.
    SawNobody = "saw_nobody" ["messages" "logins"],
}
