//! Both protocols over real HTTP: addresses that are no model server's, bodies that arrive broken, lists of models.

use std::io::{Read, Write};
use std::net::TcpListener;

use dialoom::domain::conversation::ProviderName;
use dialoom::provider::{CallError, ErrorKind, Stop};

use crate::provider::{BOTH, body_of, provider, request};
use crate::support::stand_in::{Answer, StandIn, always};

/// Answers every connection with these bytes, and closes it. Gives the address without a scheme.
fn server(bytes: Vec<u8>) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let address = listener.local_addr().expect("it is bound").to_string();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = [0; 64 * 1024];
            let _ = stream.read(&mut request);
            let _ = stream.write_all(&bytes);
        }
    });
    address
}

fn response(headers: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\nconnection: close\r\n{headers}\r\n").as_bytes(), body].concat()
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(text).expect("memory takes it");
    gzip.finish().expect("memory takes it")
}

#[tokio::test]
async fn a_compressed_answer_with_a_broken_end_is_read() {
    for name in BOTH {
        let body = body_of(name, "hi", &[]);
        let whole = gzip(body.as_bytes());
        let mut wrong_sum = whole.clone();
        let sum = whole.len() - 8;
        wrong_sum[sum] ^= 0xff;
        let length = format!("content-encoding: gzip\r\ncontent-length: {}\r\n", whole.len());
        for (headers, sent) in [
            ("content-encoding: gzip\r\n", &wrong_sum[..]),
            ("content-encoding: gzip\r\n", &whole[..sum]),
            // The connection breaks before the length that was promised.
            (&length, &whole[..sum + 2]),
        ] {
            let url = format!("http://{}", server(response(headers, sent)));
            let reply = provider(name, &url).complete(&request("p"), 0).await;
            let reply = reply.unwrap_or_else(|error| panic!("{error}: {headers}"));
            assert_eq!((reply.text.as_str(), reply.stop), ("hi", Stop::Complete), "{headers}");
        }
    }
}

#[tokio::test]
async fn the_log_holds_what_could_be_decoded_or_every_byte() {
    let text = format!("{{\"choices\":[{{\"message\":{{\"content\":\"{}\"}}}}]}}", "paid for, ".repeat(40));
    let whole = gzip(text.as_bytes());
    let cut = whole[..whole.len() - 12].to_vec();
    let url = format!("http://{}", server(response("content-encoding: gzip\r\n", &cut)));
    let error = provider(ProviderName::OpenAi, &url).complete(&request("p"), 0).await.expect_err("half of it");
    let kept = error.body.expect("it is kept");
    assert_eq!(error.kind, ErrorKind::Protocol);
    assert!(kept.starts_with("{\"choices\"") && kept.contains("paid for"), "{kept}");
    let url = format!("http://{}", server(response("content-encoding: br\r\n", &[0xff, 0xfe, 0, 0x81, 0x9c, 3])));
    let error = provider(ProviderName::OpenAi, &url).complete(&request("p"), 0).await.expect_err("no text");
    assert!(error.body.is_some(), "{error}");
    let noise: Vec<u8> = (0..200_u8).map(|byte| byte | 0x80).collect();
    let url = format!("http://{}", server(response("", &noise)));
    let error = provider(ProviderName::OpenAi, &url).complete(&request("p"), 0).await.expect_err("no text");
    assert!(error.body.expect("it is kept").starts_with("base64 gIGC"), "{}", error.message);
}

async fn refused(name: ProviderName, url: &str) -> (CallError, String) {
    let error = provider(name, url).complete(&request("p"), 0).await.expect_err(url);
    let hint = error.hint.clone().unwrap_or_default();
    (error, hint)
}

#[tokio::test]
async fn a_path_that_is_no_model_servers_is_named_with_what_to_write() {
    let page = Answer::Raw(404, "text/html", "<html><title>Not Found</title></html>".into());
    let json = Answer::Raw(404, "application/json", r#"{"detail":"Not Found"}"#.into());
    let path = Answer::Raw(200, "application/json", r#"{"error":"Unexpected endpoint or method. (POST /x)"}"#.into());
    for answer in [page, json, path] {
        let stand_in = StandIn::start(always(answer));
        let url = stand_in.url();
        for name in BOTH {
            let variable = if name == ProviderName::OpenAi { "OPENAI_BASE_URL" } else { "ANTHROPIC_BASE_URL" };
            let (error, hint) = refused(name, &format!("{url}/v1/v1")).await;
            assert_eq!(error.kind, ErrorKind::UnknownModel, "{error}");
            assert!(hint.ends_with(&format!("Set {variable} to {url}/v1.")), "{hint}");
            let (_, hint) = refused(name, &format!("{url}/v1")).await;
            assert!(hint.starts_with(&format!("Check {variable}")), "{hint}");
        }
        let (_, hint) = refused(ProviderName::OpenAi, &format!("{url}/openai")).await;
        assert!(hint.contains("/openai/chat/completions") && hint.ends_with("/openai/v1."), "{hint}");
    }
    let model = Answer::Raw(404, "application/json", r#"{"error":{"message":"model 'x' not found"}}"#.into());
    let stand_in = StandIn::start(always(model));
    let (_, hint) = refused(ProviderName::OpenAi, &format!("{}/v1/v1", stand_in.url())).await;
    assert!(hint.contains("--model"), "{hint}");
    let page = StandIn::start(always(Answer::Raw(200, "text/html", "<html><title>Chat</title></html>".into())));
    let (error, hint) = refused(ProviderName::OpenAi, &format!("{}/app", page.url())).await;
    assert!(error.kind == ErrorKind::Protocol && hint.ends_with("/app/v1."), "{hint}");
}

#[tokio::test]
async fn a_scheme_that_the_server_does_not_speak_is_named() {
    let http = server(response("", b"{}"));
    let (error, hint) = refused(ProviderName::OpenAi, &format!("https://{http}/v1")).await;
    assert_eq!(error.kind, ErrorKind::Connection, "{error}");
    assert!(hint.ends_with(&format!("Set OPENAI_BASE_URL to http://{http}/v1.")), "{error} {hint}");
    // A TLS server answers plain text with an alert.
    let tls = server(vec![0x15, 3, 1, 0, 2, 2, 0x46]);
    let (error, hint) = refused(ProviderName::Anthropic, &format!("http://{tls}")).await;
    assert!(hint.ends_with(&format!("Set ANTHROPIC_BASE_URL to https://{tls}.")), "{error} {hint}");
    for said in ["Client sent an HTTP request to an HTTPS server.", "The plain HTTP request was sent to HTTPS port"] {
        let stand_in = StandIn::start(always(Answer::Raw(400, "text/plain", said.into())));
        let (error, hint) = refused(ProviderName::OpenAi, &stand_in.url()).await;
        assert_eq!(error.kind, ErrorKind::UnknownModel, "{error}");
        assert!(hint.contains(&stand_in.url().replace("http:", "https:")), "{hint}");
    }
}

#[tokio::test]
async fn lists_of_models_with_slips_are_read() {
    for list in [
        r#"["models/a","b"]"#,
        r#"[{"id":"a"},{"name":"models/b"}]"#,
        r#"{"models":[{"name":"a"},{"name":"b"}]}"#,
        r#"{"object":"list","data":null,"models":["a","b"]}"#,
        r#"{"result":{"data":[{"id":"a"},null,{"id":"b"}]}}"#,
    ] {
        let stand_in = StandIn::start(always(Answer::Raw(200, "application/json", list.into())));
        for name in BOTH {
            assert_eq!(provider(name, &stand_in.url()).list_models().await.expect(list), ["a", "b"], "{list}");
        }
    }
}
