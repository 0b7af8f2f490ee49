//! Tokens, people, sessions and answers that are given again.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use jiff::SignedDuration;
use support::{Place, made};
use tuixin_store::{Answer, Claim, IdempotencyKey, NewToken, Session, TokenId, User};

on_both! {
    a_token_is_worth_something_until_it_ends
    use_of_a_token_is_kept_to_the_minute
    people_sign_in_and_out
    a_request_is_done_once
    of_two_claims_at_once_one_is_told_to_go_on
}

fn token(name: &str, secret: u8) -> NewToken {
    NewToken {
        name: name.to_owned(),
        secret: [secret; 32],
        scopes: "explain deliveries:read".to_owned(),
        created_at: made::at(secret.into()),
        expires_at: None,
    }
}

async fn a_token_is_worth_something_until_it_ends(place: Place) {
    let store = place.open().await;
    let id = store.add_token(token("crm", 1)).await.unwrap();
    assert_eq!(id, TokenId([1; 16]));
    let short = NewToken { expires_at: Some(made::at(100)), ..token("trial", 2) };
    store.add_token(short).await.unwrap();
    assert!(store.add_token(token("again", 1)).await.is_err());
    let found = store.token([1; 32], made::at(50)).await.unwrap().unwrap();
    assert_eq!((found.id, found.name.as_str(), found.scopes.as_str()), (id, "crm", "explain deliveries:read"));
    assert!(store.token([2; 32], made::at(99)).await.unwrap().is_some());
    assert_eq!(store.token([2; 32], made::at(100)).await, Ok(None));
    assert_eq!(store.token([3; 32], made::at(50)).await, Ok(None));
    assert_eq!(store.revoke_token(id, made::at(60)).await, Ok(true));
    assert_eq!(store.revoke_token(id, made::at(61)).await, Ok(false));
    assert_eq!(store.token([1; 32], made::at(62)).await, Ok(None));
    let tokens = store.tokens().await.unwrap();
    let listed: Vec<_> = tokens.iter().map(|token| (token.name.as_str(), token.revoked_at)).collect();
    assert_eq!(listed, [("trial", None), ("crm", Some(made::at(60)))]);
}

async fn use_of_a_token_is_kept_to_the_minute(place: Place) {
    let store = place.open().await;
    store.add_token(token("crm", 1)).await.unwrap();
    for (used, kept) in [(10, 10), (50, 10), (69, 10), (70, 70), (80, 70)] {
        store.token([1; 32], made::at(used)).await.unwrap();
        assert_eq!(store.tokens().await.unwrap()[0].last_used_at, Some(made::at(kept)), "{used}");
    }
}

async fn people_sign_in_and_out(place: Place) {
    let store = place.open().await;
    let user = User { name: "admin".to_owned(), password: "$argon2id$v=19$…".to_owned(), created_at: made::at(0) };
    assert_eq!(store.add_user(user.clone()).await, Ok(true));
    assert_eq!(store.add_user(user.clone()).await, Ok(false));
    assert_eq!(store.user("admin").await, Ok(Some(user.clone())));
    assert_eq!(store.user("Admin").await, Ok(None));
    let session = |secret: u8| Session {
        secret: [secret; 32],
        user: "admin".to_owned(),
        csrf: "c5rf".to_owned(),
        created_at: made::at(0),
        expires_at: made::at(3600),
    };
    for secret in 1..=3 {
        store.begin_session(session(secret)).await.unwrap();
    }
    assert!(store.begin_session(Session { user: "nobody".to_owned(), ..session(9) }).await.is_err());
    assert_eq!(store.session([1; 32], made::at(3599)).await, Ok(Some(session(1))));
    assert_eq!(store.session([1; 32], made::at(3600)).await, Ok(None));
    store.begin_session(Session { created_at: made::at(5), expires_at: made::at(10), ..session(8) }).await.unwrap();
    let secrets = async |now| store.sessions("admin", made::at(now)).await.unwrap().iter().map(|one| one.secret[0]).collect::<Vec<_>>();
    assert_eq!((secrets(9).await, secrets(10).await), (vec![8, 1, 2, 3], vec![1, 2, 3]));
    assert_eq!(store.sessions("nobody", made::at(9)).await, Ok(vec![]));
    assert_eq!(store.end_session([1; 32]).await, Ok(true));
    assert_eq!(store.session([1; 32], made::at(1)).await, Ok(None));
    assert_eq!(store.set_password("admin", "$argon2id$other").await, Ok(true));
    assert_eq!(store.session([2; 32], made::at(1)).await, Ok(None));
    assert_eq!(store.users().await.unwrap()[0].password, "$argon2id$other");
    store.begin_session(session(4)).await.unwrap();
    assert_eq!(store.remove_user("admin").await, Ok(true));
    assert_eq!(store.remove_user("admin").await, Ok(false));
    assert_eq!(store.session([4; 32], made::at(1)).await, Ok(None));
}

const KEY: IdempotencyKey = IdempotencyKey { owner: TokenId([7; 16]), key: [1; 32] };

async fn a_request_is_done_once(place: Place) {
    let store = place.open().await;
    let (request, other) = ([5; 32], [6; 32]);
    assert_eq!(store.claim(KEY, request, made::at(0)).await, Ok(Claim::Mine));
    assert_eq!(store.claim(KEY, request, made::at(1)).await, Ok(Claim::UnderWay));
    assert_eq!(store.claim(KEY, other, made::at(1)).await, Ok(Claim::Other));
    let of_another = IdempotencyKey { owner: TokenId([8; 16]), ..KEY };
    assert_eq!(store.claim(of_another, other, made::at(1)).await, Ok(Claim::Mine));
    // Whoever claimed it died.
    assert_eq!(store.claim(KEY, request, made::at(121)).await, Ok(Claim::Mine));
    store.give_up(KEY).await.unwrap();
    assert_eq!(store.claim(KEY, request, made::at(122)).await, Ok(Claim::Mine));
    let answer = Answer { status: 201, body: b"{}".to_vec() };
    store.answer(KEY, answer.clone()).await.unwrap();
    store.give_up(KEY).await.unwrap();
    assert_eq!(store.claim(KEY, request, made::at(5000)).await, Ok(Claim::Answered(answer)));
    assert_eq!(store.claim(KEY, other, made::at(5000)).await, Ok(Claim::Other));
    store.prune(made::at(0) + SignedDuration::from_hours(25)).await.unwrap();
    assert_eq!(store.claim(KEY, other, made::at(5000)).await, Ok(Claim::Mine));
}

async fn of_two_claims_at_once_one_is_told_to_go_on(place: Place) {
    let store = place.open().await;
    let claims = (0..10).map(|_| {
        let store = store.clone();
        tokio::spawn(async move { store.claim(KEY, [5; 32], made::at(0)).await.unwrap() })
    });
    let mut mine = 0;
    for claim in claims.collect::<Vec<_>>() {
        mine += usize::from(claim.await.unwrap() == Claim::Mine);
    }
    assert_eq!(mine, 1);
}
