//! What people write down about their work: subjects, outcomes, notes, and what they plan next.

use super::dice::Dice;

/// What an activity is about, by how far things are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// The first answer to an inquiry.
    Answer,
    /// A lead that is being worked.
    Lead,
    /// A deal before its proposal.
    Discovery,
    /// A deal from its proposal on.
    Closing,
    /// A person, beside any lead or deal.
    Contact,
}

/// One activity in words: who turned to whom, the subject, and the outcome of a call or the notes of anything else.
pub struct Line {
    pub inbound: bool,
    pub subject: &'static str,
    pub text: Option<&'static str>,
}

type Row = (bool, &'static str, &'static str);
const IN: bool = true;
const OUT: bool = false;

/// Words for an activity of a kind.
pub fn line(dice: &mut Dice, topic: Topic, kind: &str) -> Line {
    let rows = match (kind, topic) {
        ("call", Topic::Answer) => FIRST_CALLS,
        ("call", Topic::Lead) => LEAD_CALLS,
        ("call", Topic::Discovery) => DISCOVERY_CALLS,
        ("call", Topic::Closing) => CLOSING_CALLS,
        ("call", Topic::Contact) => CONTACT_CALLS,
        ("meeting", Topic::Answer | Topic::Lead) => LEAD_MEETINGS,
        ("meeting", Topic::Closing) => CLOSING_MEETINGS,
        ("meeting", _) => DISCOVERY_MEETINGS,
        ("note", Topic::Discovery | Topic::Closing) => DEAL_NOTES,
        ("note", _) => NOTES,
        ("voicemail", _) => VOICEMAILS,
        ("task", _) => TASKS,
        (_, Topic::Answer) => FIRST_MAILS,
        (_, Topic::Lead) => LEAD_MAILS,
        (_, Topic::Discovery) => DISCOVERY_MAILS,
        (_, Topic::Closing) => CLOSING_MAILS,
        (_, Topic::Contact) => CONTACT_MAILS,
    };
    let (inbound, subject, text) = *dice.pick(rows);
    Line { inbound, subject, text: (!text.is_empty()).then_some(text) }
}

/// A next step and the kind of activity that it is.
pub type Step = (&'static str, &'static str);

pub const LEAD_STEPS: &[Step] = &[
    ("Call back after their team meeting", "call"),
    ("Call about the budget", "call"),
    ("Send the comparison with spreadsheets", "email"),
    ("Send two dates for a demo", "email"),
    ("Demo with their team leads", "meeting"),
    ("Find out who decides", "task"),
    ("Check whether they fit the pilot", "task"),
];

pub const DISCOVERY_STEPS: &[Step] = &[
    ("Workshop on their handovers", "meeting"),
    ("Demo for operations", "meeting"),
    ("Call the head of IT about sign-on", "call"),
    ("Call about the scope of the pilot", "call"),
    ("Send the security questionnaire back", "email"),
    ("Draw up the business case", "task"),
    ("Prepare the test workspace", "task"),
];

pub const CLOSING_STEPS: &[Step] = &[
    ("Meet the decision maker", "meeting"),
    ("Go through the proposal with finance", "meeting"),
    ("Call procurement about the terms", "call"),
    ("Call about the start date", "call"),
    ("Send the revised quote", "email"),
    ("Follow up on the contract", "email"),
    ("Have legal check their changes", "task"),
];

/// The kind of activity that a next step is; a task when nobody knows it.
pub fn kind_of(step: &str) -> &'static str {
    let known = [LEAD_STEPS, DISCOVERY_STEPS, CLOSING_STEPS].into_iter().flatten().find(|(text, _)| *text == step);
    known.map_or("task", |(_, kind)| kind)
}

/// What inquiries say.
pub const MESSAGES: [&str; 14] = [
    "We compare three vendors and decide this quarter. Can you show us the product?",
    "How does your pricing work for 120 people in five teams?",
    "We met at the summit. Please send the material that you promised.",
    "Is there a version that runs on our own servers?",
    "Our present system cannot do handovers between teams. Can yours?",
    "Please call me back, mornings are best.",
    "We lose inquiries between marketing and sales. I read your guide and would like a demo.",
    "Do you have customers in our industry that we could talk to?",
    "We are 40 people in three teams and work from spreadsheets. What would a start look like?",
    "Can we import about 30,000 contacts with their history?",
    "We need single sign-on and data kept in the EU. Is that possible?",
    "A partner of yours recommended you. We would like to try it with one team.",
    "Our contract with the present vendor ends in spring. What does moving take?",
    "Who sees what? We have two regions that must not see each other's deals.",
];

/// What is written beside a lost reason of this label.
pub fn lost_notes(label: &str) -> &'static [&'static str] {
    match label {
        "Price" => &["A third above the other offer; finance would not move.", "Fine for one site, too much for all four.", "Wanted monthly terms at the yearly price."],
        "Timing" => &["Merger until summer, nothing new before.", "They want to look again next year.", "Their own launch comes first."],
        "Competitor" => &["Went with what the parent company uses.", "The other side included the rollout.", "Chose the vendor that they had for support already."],
        "No budget" => &["Budget was cut in the last week.", "Asked for money twice, refused twice.", "Only a pilot would have been paid, not the rollout."],
        "No decision" => &["Our champion left the company.", "Three meetings, nobody would decide.", "Went silent after the proposal."],
        "Missing feature" => &["Needs an app that works offline in the field.", "Could not do without their phone system.", "Wanted invoices from the same tool."],
        _ => &["Closed while tidying up."],
    }
}

const FIRST_CALLS: &[Row] = &[
    (OUT, "First call", "Reached them; interested, demo this week"),
    (OUT, "First call", "Five minutes only, wants a comparison by mail"),
    (OUT, "Call about their inquiry", "Works from spreadsheets, three teams, starts next quarter"),
    (OUT, "Call about their inquiry", "Asked for the price first, then open"),
    (OUT, "Called back", "Talked about their handovers for twenty minutes"),
];

const LEAD_CALLS: &[Row] = &[
    (OUT, "Who decides", "Head of operations decides, finance signs"),
    (OUT, "Budget and dates", "Money is there from next quarter on"),
    (OUT, "Short call", "Asked to wait two weeks"),
    (IN, "They called about the trial", "Helped with the first import"),
    (IN, "Question about roles", "Explained who sees what; that was the point"),
];

const DISCOVERY_CALLS: &[Row] = &[
    (OUT, "Discovery call", "Four teams, about 60 inquiries a week, a fifth gets lost"),
    (OUT, "Scope of the pilot", "Agreed on one team and six weeks"),
    (OUT, "Call with IT", "Single sign-on is a must, servers of their own preferred"),
    (IN, "Question about the import", "They send a file with 200 rows to try"),
    (IN, "Call from their champion", "Wants a few slides for the board"),
];

const CLOSING_CALLS: &[Row] = &[
    (OUT, "Price", "Ten percent asked, five agreed"),
    (OUT, "Start date", "First of the month after next suits both"),
    (OUT, "Procurement", "Form filled in, number comes next week"),
    (IN, "Legal has questions", "Two clauses about data, sent to our side"),
    (IN, "Board has met", "Yes in principle, wants a reference"),
];

const CONTACT_CALLS: &[Row] = &[
    (OUT, "Check-in", "All well, nothing open"),
    (OUT, "Checked the address", "Moved offices, new number noted"),
    (IN, "Asked for a contact in support", "Put through"),
    (OUT, "Invitation to the summit", "Comes with a colleague"),
];

const FIRST_MAILS: &[Row] = &[
    (OUT, "Your question", "Thanked them, answered the question about hosting, offered two dates."),
    (OUT, "Thank you for writing", "Sent the guide and asked how many teams they are."),
    (OUT, "Dates for a demo", "Tuesday at ten or Thursday at three."),
    (OUT, "Prices, as asked", "Price list with an example for 50 seats."),
];

const LEAD_MAILS: &[Row] = &[
    (OUT, "Material as promised", ""),
    (OUT, "Summary of our call", "Three teams, 40 seats, start next quarter."),
    (OUT, "Still of interest?", ""),
    (IN, "Re: Dates for a demo", "Thursday works, four people will join."),
    (IN, "A few more questions", "Roles, export, and whether it speaks French."),
];

const DISCOVERY_MAILS: &[Row] = &[
    (OUT, "Notes from the demo", "What we saw, what is open, who does what."),
    (OUT, "Answers for IT", "Sign-on, backups, where data is kept."),
    (OUT, "Plan for the pilot", ""),
    (IN, "Re: Plan for the pilot", "Agreed, but start a week later."),
    (IN, "Security questionnaire", "48 questions, back by Friday please."),
    (OUT, "A reference for you", ""),
];

const CLOSING_MAILS: &[Row] = &[
    (OUT, "Our proposal", "Valid for 30 days; two options for support."),
    (OUT, "Revised quote", "Onboarding split over two months."),
    (OUT, "Contract for signature", ""),
    (IN, "Re: Our proposal", "Looks good. Finance asks for yearly billing."),
    (IN, "Changes to the contract", "Legal marked four places."),
    (OUT, "Following up", ""),
];

const CONTACT_MAILS: &[Row] = &[
    (OUT, "News for operations teams", ""),
    (OUT, "Invitation to the webinar", ""),
    (IN, "Re: Invitation to the webinar", "Will be there."),
    (OUT, "Handover guide, new edition", ""),
    (IN, "New colleague", "Please write to my colleague from now on."),
];

const LEAD_MEETINGS: &[Row] = &[
    (OUT, "Introduction", "Two of them, one of us. Inquiries come in by mail and are shared by hand. Next: demo for the team leads."),
    (OUT, "Demo", "Liked the board; asked how handoffs work at night. Next: comparison by mail."),
    (OUT, "Introduction", "Interested, but a project of their own runs until the end of the quarter."),
];

const DISCOVERY_MEETINGS: &[Row] = &[
    (OUT, "Demo", "Eight people. Routing and the response clock went down well; reports were asked for. Next: workshop."),
    (OUT, "Workshop", "Drew their way from inquiry to deal on a wall: seven steps, three of them by hand."),
    (OUT, "Talk with IT", "Three sites, one after the other. IT wants single sign-on and an export."),
    (OUT, "Review of the pilot", "First answers came in 40 minutes instead of a day. Two wishes about the forms."),
];

const CLOSING_MEETINGS: &[Row] = &[
    (OUT, "Review of the proposal", "Scope is fine. Support in two languages is open. Next: revised quote."),
    (OUT, "Meeting with finance", "Yearly billing, purchase number needed before signing."),
    (OUT, "Terms", "Agreed on the term and the price; legal reads it until Friday."),
    (OUT, "Kick-off planned", "Onboarding in two groups, data moves over a weekend."),
];

const DEAL_NOTES: &[Row] = &[
    (OUT, "Who is who", "Operations wants it, IT is careful, finance asks for a year's notice."),
    (OUT, "Competition", "They have a second offer on the table; price below ours, no routing."),
    (OUT, "Note", "Champion is on leave for two weeks; deputy knows everything."),
    (OUT, "Note", "They need it before the new budget year."),
];

const NOTES: &[Row] = &[
    (OUT, "Note", "Prefers e-mail, answers within a day."),
    (OUT, "Note", "Moves to another department in spring."),
    (OUT, "Note", "Compares us with what they built themselves."),
    (OUT, "Note", "Met at the summit; knows our customer in the next town."),
    (OUT, "Note", "Speaks for two sites, not for the whole group."),
];

const VOICEMAILS: &[Row] = &[(OUT, "Left a message", ""), (OUT, "Tried to reach them", ""), (OUT, "Left a message with the office", "")];

const TASKS: &[Row] = &[(OUT, "Prepared the demo", ""), (OUT, "Checked their register entry", ""), (OUT, "Drew up the offer", ""), (OUT, "Entered their teams for the trial", "")];
