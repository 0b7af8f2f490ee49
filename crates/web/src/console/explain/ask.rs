//! The form to which a bounce is brought.

use maud::{Markup, html};

use super::upload::Refusal;
use crate::App;
use crate::console::form::{self, Encoding};
use crate::console::page::{self, Page, Place};
use crate::console::visitor::Visitor;

/// The examples that a visitor can begin with; their words are texts `web-example-…`.
const EXAMPLES: [&str; 3] = ["unknown", "blocked", "frequency"];
/// The programs of which the page tells how to save a mail as a file.
const PROGRAMS: [&str; 6] = ["outlook", "gmail", "apple", "foxmail", "qq", "netease"];
/// The endings of files that hold mails.
const ENDINGS: &str = ".eml,.msg,.mbox,.mbx,.txt,.log,.zip,.gz,.zst,message/rfc822";

pub(super) fn write(app: &App, visitor: &Visitor, refusal: Option<Refusal>, example: Option<&str>) -> Markup {
    let texts = app.texts(visitor.language);
    let say = |id: &str| texts.say(id, &[]);
    let example = example.and_then(|name| EXAMPLES.into_iter().find(|known| *known == name));
    let filled = example.map(|name| say(&format!("web-example-{name}"))).unwrap_or_default();
    let refused = refusal.map(|refusal| say(&format!("web-refused-{}", refusal.name())));
    let fields = html! {
        label.big for="text" { (say("web-ask-label")) }
        textarea #text name="text" rows="10" spellcheck="false" autocapitalize="off" autocomplete="off" dir="auto"
            placeholder=(say("web-ask-placeholder")) aria-describedby=[refused.is_some().then_some("refused")] { (filled) }
        div.files {
            label for="files" { (say("web-ask-files")) }
            input #files type="file" name="files" multiple accept=(ENDINGS) aria-describedby="files-hint";
            p.hint #files-hint { (say("web-ask-files-hint")) }
            p.hint.drop hidden data-drop-hint { (say("web-ask-drop")) }
        }
        @if app.ground().is_some() {
            div.choice {
                input #checks type="checkbox" name="checks" value="yes" aria-describedby="checks-hint";
                label for="checks" { (say("web-ask-checks")) }
                p.hint #checks-hint { (say("web-ask-checks-hint")) }
            }
        }
        div.send {
            button type="submit" data-working=(say("web-ask-working")) { (say("web-ask-send")) }
            p.hint { (say("web-ask-privacy")) }
        }
    };
    let main = html! {
        div.column.ask {
            h1 { (say("web-ask-title")) }
            p.intro { (say("web-ask-intro")) }
            @if let Some(refused) = &refused { p.refused #refused role="alert" { (refused) } }
            (form::post(visitor, "/explain", Encoding::Multipart, "ask", &fields))
            section.examples {
                h2 { (say("web-examples")) }
                ul {
                    @for name in EXAMPLES {
                        li { a href=(format!("/?example={name}#text")) { (say(&format!("web-example-{name}-name"))) } }
                    }
                }
            }
            details.how {
                summary { (say("web-how")) }
                p { (say("web-how-text")) }
                dl {
                    @for program in PROGRAMS {
                        div { dt { (say(&format!("web-how-{program}-name"))) } dd { (say(&format!("web-how-{program}"))) } }
                    }
                }
            }
        }
    };
    page::write(app, visitor, Page::new(Place::Explain, &say("web-ask-title"), main))
}
