//! Serves the console on a port of this machine, for looking at it while it is being written.
//!
//! `cargo run -p tuixin-web --example console -- 127.0.0.1:8025 knowledge demo.db` reads the texts of the folder `knowledge` instead of the built-in ones, and shows what `demo.db` keeps.

#![allow(clippy::print_stdout, reason = "an example tells where it listens")]

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::{env, fs};

use jiff::Timestamp;
use tokio::net::TcpListener;
use tuixin::advice::{Language, Texts};
use tuixin::knowledge::{Knowledge, Source};
use tuixin_check::dns::{Dns, Resolvers, Servers, Zone};
use tuixin_check::{Bounds, Ground, World};
use tuixin_flow::{Flow, FlowSettings, Item, demo};
use tuixin_store::{Location, Settings, Store};
use tuixin_web::{App, Means};

/// A little world to look things up in, where no resolver is at hand.
const WORLD: &str = "
example.com                  MX   10 mx.example.com
mx.example.com               A    192.0.2.9
example.cn                   MX   10 mx.example.cn
mx.example.cn                A    192.0.2.7
example.cn                   TXT  \"v=spf1 ip4:198.51.100.7 -all\"
";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:8025".to_owned());
    let folder = arguments.next();
    let knowledge = Arc::new(Knowledge::embedded());
    let texts = |language: Language| -> Result<Texts, Box<dyn Error>> {
        let Some(folder) = &folder else { return Ok(Texts::embedded(language)) };
        let mut sources = tuixin::embedded_sources();
        sources.extend(read(&Path::new(folder).join("text").join(language.tag()), &format!("text/{}", language.tag()))?);
        Texts::from_sources(language, &sources)
            .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n").into())
    };
    let bounds = Bounds::default();
    let dns = match env::var_os("TUIXIN_ONLINE") {
        Some(_) => Dns::new(Resolvers::open(&Servers::System, &bounds).await?, &bounds),
        None => Dns::new(Zone::parse(WORLD)?, &bounds),
    };
    let mut world = World::of(dns, bounds);
    world.knowledge = Arc::clone(&knowledge);
    let mut means = Means::of(Arc::clone(&knowledge), texts(Language::English)?, texts(Language::Chinese)?);
    means.ground = Some(Ground::of(world));
    // A store in a file that is new is filled with made-up traffic.
    if let Some(file) = arguments.next() {
        let is_new = !Path::new(&file).exists();
        let store = Store::open(&Location::Sqlite(file.into()), Settings::default()).await?;
        if is_new {
            fill(&knowledge, &store).await?;
        }
        means.store = Some(store);
    }
    let app = App::of(means);
    let listener = TcpListener::bind(&address).await?;
    println!("http://{}/", listener.local_addr()?);
    axum::serve(listener, tuixin_web::router(app)).await?;
    Ok(())
}

async fn fill(knowledge: &Arc<Knowledge>, store: &Store) -> Result<(), Box<dyn Error>> {
    let flow = Flow::start(Arc::clone(knowledge), tuixin::Options::default(), store.clone(), FlowSettings::default())?;
    for made in demo::two_weeks(knowledge, Timestamp::now()) {
        let mut item = Item::of_bytes("demo", made.mail);
        item.seen_at = made.at;
        item.is_demo = true;
        flow.enter(item).await?;
    }
    flow.stop().await;
    Ok(())
}

fn read(folder: &Path, name: &str) -> Result<Vec<Source>, Box<dyn Error>> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{name}/{}", entry.file_name().to_string_lossy());
        sources.push(Source { path, text: fs::read_to_string(entry.path())?, is_users: false });
    }
    Ok(sources)
}
