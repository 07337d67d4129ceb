//! The talk with the editor: whose turn it is, and what is answered when.

use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};
use serde_json::Value;

use super::answer::Question;
use super::client::{self, Client, is_running};
use super::fix;
use super::message::{Heard, Notification, Refusal, Request, answered, question, refused};
use super::news::News;
use super::session::{Gone, Served};
use super::sites::{Sites, Start};

/// Time between two looks at whether the editor is still there.
const LOOK: Duration = Duration::from_secs(2);

/// How a talk ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// The editor said so, or closed the pipe; true if it went as agreed.
    Said(bool),
    /// The process of the editor ended, but somebody else holds its end of the pipe.
    Died,
}

/// Stage of the talk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The editor has not begun: `initialize` comes first.
    Early,
    Open,
    /// The editor has said `shutdown`: only `exit` comes then.
    Shut,
    /// The editor has said `exit`; true if it said `shutdown` before.
    Over(bool),
}

/// One end of the talk.
pub(super) struct Server {
    sender: Sender<Value>,
    stage: Stage,
    client: Client,
    sites: Sites,
    /// Requests about texts whose site is being opened.
    asked: Vec<(Value, Question)>,
}

impl Server {
    pub(super) fn new(start: Start, sender: Sender<Value>) -> Server {
        Server {
            sites: Sites::new(start, sender.clone()),
            sender,
            stage: Stage::Early,
            client: Client::default(),
            asked: Vec::new(),
        }
    }

    /// Talks until the editor goes. While it says nothing, keeps up with what it said.
    pub(super) fn serve(&mut self, receiver: &Receiver<Heard>) -> Served<Ending> {
        loop {
            if self.sites.adopt()? {
                self.answer_asked()?;
            }
            let patience = self.sites.patience();
            match receiver.recv_timeout(patience.unwrap_or(LOOK)) {
                Ok(heard) => {
                    if let Some(answer) = self.hear(heard)? {
                        self.sender.send(answer)?;
                    }
                }
                Err(RecvTimeoutError::Timeout) if patience.is_some() => self.sites.catch_up(),
                Err(RecvTimeoutError::Timeout) => {
                    if self.client.process.is_some_and(|id| !is_running(id)) {
                        return Ok(Ending::Died);
                    }
                }
                Err(RecvTimeoutError::Disconnected) if self.stage == Stage::Early => {
                    return Err(Gone);
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(Ending::Said(true)),
            }
            if let Stage::Over(is_agreed) = self.stage {
                return Ok(Ending::Said(is_agreed));
            }
        }
    }

    /// Takes in what the editor says; returns the answer to it.
    fn hear(&mut self, heard: Heard) -> Served<Option<Value>> {
        match heard {
            Heard::Request(request) => self.respond(request),
            Heard::Notification(note) => {
                self.note(note)?;
                Ok(None)
            }
            Heard::Batch(several) => {
                let mut answers = Vec::new();
                for one in several {
                    answers.extend(self.hear(one)?);
                }
                Ok((!answers.is_empty()).then_some(Value::Array(answers)))
            }
            Heard::Wrong(answer) => Ok(Some(answer)),
            Heard::Answer => Ok(None),
        }
    }

    /// Answers a request if it has its turn; `None` if the answer comes later.
    fn respond(&mut self, request: Request) -> Served<Option<Value>> {
        let Request { id, method, params } = request;
        Ok(match (method.as_str(), self.stage) {
            ("initialize", Stage::Early) if params.is_object() => {
                self.stage = Stage::Open;
                self.client = Client::of(&params);
                self.sites.begin(self.client, &client::folders(&params));
                Some(answered(id, client::greeting(self.client, &fix::KINDS)))
            }
            ("initialize", Stage::Early) => {
                Some(refused(id, Refusal::Params, "params is no object"))
            }
            (_, Stage::Early) => Some(refused(id, Refusal::Early, "initialize comes first")),
            (_, Stage::Shut | Stage::Over(_)) => {
                Some(refused(id, Refusal::Request, "after shutdown comes exit"))
            }
            ("initialize", Stage::Open) => {
                Some(refused(id, Refusal::Request, "initialize comes once"))
            }
            ("shutdown", Stage::Open) => {
                self.stage = Stage::Shut;
                for (id, _) in std::mem::take(&mut self.asked) {
                    self.sender.send(answered(id, Value::Null))?;
                }
                Some(answered(id, Value::Null))
            }
            (_, Stage::Open) => self.ask(id, &method, params),
        })
    }

    /// Answers a question about a text; `None` if the answer comes later.
    fn ask(&mut self, id: Value, method: &str, params: Value) -> Option<Value> {
        let asked = match Question::of(method, params) {
            Some(Ok(asked)) => asked,
            Some(Err(why)) => return Some(refused(id, Refusal::Params, &why.to_string())),
            None => return Some(refused(id, Refusal::Method, "there is no such method")),
        };
        let found = self.sites.answer(&asked);
        if found.is_none() {
            self.asked.push((id, asked));
            return None;
        }
        found.map(|found| answered(id, found))
    }

    /// Answers the questions whose site has been opened.
    fn answer_asked(&mut self) -> Served<()> {
        for (id, asked) in std::mem::take(&mut self.asked) {
            match self.sites.answer(&asked) {
                Some(found) => self.sender.send(answered(id, found))?,
                None => self.asked.push((id, asked)),
            }
        }
        Ok(())
    }

    /// Takes in news of the editor.
    fn note(&mut self, note: Notification) -> Served<()> {
        match (note.method.as_str(), self.stage) {
            ("exit", stage) => {
                self.stage = Stage::Over(stage == Stage::Shut);
                Ok(())
            }
            ("initialized", Stage::Open) => {
                if self.client.watches {
                    let watchers = client::watchers();
                    let asked = question("watch", "client/registerCapability", watchers);
                    self.sender.send(asked)?;
                }
                self.sites.check_named()
            }
            ("$/cancelRequest", Stage::Open) => self.cancel(&note.params["id"]),
            (_, Stage::Open) => match News::of(&note.method, note.params) {
                Some(news) => self.sites.take_in(news),
                None => Ok(()),
            },
            (_, Stage::Early | Stage::Shut | Stage::Over(_)) => Ok(()),
        }
    }

    /// Lets go of a question that has not been answered yet.
    fn cancel(&mut self, id: &Value) -> Served<()> {
        if let Some(i) = self.asked.iter().position(|(asked, _)| asked == id) {
            let (id, _) = self.asked.swap_remove(i);
            let answer = refused(id, Refusal::Cancelled, "it was cancelled");
            self.sender.send(answer)?;
        }
        Ok(())
    }
}
