"""Every sentence that a rule can say, by its code; `Reason` of `courseware.words` fills the blanks."""

from __future__ import annotations


def _(text: str) -> str:
    """Mark a sentence for the translators' catalog."""
    return text


SENTENCES: dict[str, str] = {
    # access: the same words for the learner and the manager
    "locked.module": _(
        "“{module}” opens when you score {mark} in “{before}”; your best is {best}."
    ),
    "locked.module.untried": _("“{module}” opens when you pass “{before}” with {mark}."),
    "locked.module.tasks": _(
        "“{module}” opens when you pass “{before}”: its quiz is passed, {missing} still to do."
    ),
    "locked.not_enrolled": _("This module opens when you start its pathway."),
    "locked.wait": _(
        "Three tries in a row stayed below {mark}. The quiz opens again {when}, with new questions; "
        "your best is {best}. Use the time for the lessons that the result page names."
    ),
    "locked.wait.both": _(
        "Three tries in a row stayed below {mark}; your best is {best}. The quiz opens again {when}, "
        "or as soon as you have done these: read {lessons} again, and answer questions in practice: "
        "{items}."
    ),
    "locked.wait.lessons": _(
        "Three tries in a row stayed below {mark}; your best is {best}. The quiz opens again {when}, "
        "or as soon as you have done these: read {lessons} again."
    ),
    "locked.wait.items": _(
        "Three tries in a row stayed below {mark}; your best is {best}. The quiz opens again {when}, "
        "or as soon as you have done these: answer questions in practice: {items}."
    ),
    "challenge.wait": _(
        "You tried the challenge on {tried}; one try in {days} days, counted from the end of the last "
        "one. It opens again {when}."
    ),
    # asking for a pathway
    "pathway.on_it": _("You are on this pathway already."),
    "pathway.asked": _("You asked for this pathway on {when}. The answer is still to come."),
    "pathway.wait": _("The answer was “not now”. You can ask again from {when}."),
    # numbers that a learner typed
    "number.blank": _("Type a number."),
    "number.unreadable": _("This cannot be read as a number. Type digits, for example 1234.5."),
    "number.comma": _(
        "Is the comma in “{typed}” a decimal sign or a thousands separator? "
        "Write {point} or {plain}."
    ),
    "number.too_long": _("This number is too long. Type at most {limit} characters."),
    # what stands in a lab
    "lab.number.range": _("Type a number from {min} to {max}."),
    "lab.number.whole": _("Type a whole number from {min} to {max}."),
    "lab.grid.blank": _("Still empty: {blank} of {all} fields."),
    "lab.order.gaps": _("Give each item a position of its own, from 1 to {most}."),
    "lab.several.most": _("Choose at most {most}; you chose {count}."),
    "lab.text.long": _("Write at most {most} characters; here are {count}."),
    "lab.date.unread": _("Write the date as year-month-day, for example 2026-03-09."),
    # numbers of a shift
    "pace.minutes": _(
        "Type the work time of one shift in minutes, from 1 to {most}. An hour is 60."
    ),
    "pace.pieces": _(
        "Type a number from 1 to {most}. Where the customer takes nothing, there is no pace."
    ),
    "pace.worked": _(
        "Type the minutes worked so far, from 0 to {most}: no more than the work time of the shift."
    ),
    "pace.made": _("Type how many good pieces are made, from 0 to {most}, or leave it blank."),
    "unit.open": _("No unit is chosen yet."),
    "unit.left_out": _("The unit is missing; that costs {cost} of the point."),
    "unit.left_out.free": _("The unit is missing. A number alone says little: write it too."),
    "unit.dimension": _("The number is judged in {expected}; {given} measures something else."),
    "digits.whole": _("Give a whole number."),
    "digits.decimals": _("Digits after the point: {count}."),
    "digits.figures": _("Significant figures: {count}."),
    "figures.few": _("The value is right. Significant figures asked: {count}."),
    "figures.few.cost": _(
        "The value is right. Significant figures asked: {count}; fewer cost {cost} of the point."
    ),
    # answers
    "answer.none": _("You gave no answer."),
    "answer.choose_one": _("Choose one of the answers."),
    "answer.choose_some": _("Choose at least one of the answers."),
    "answer.none_and_some": _("Choose either “None of these” or the others that apply, not both."),
    "choices.all": _("Choose all that apply. Only the whole set earns the point."),
    "answer.unknown_option": _("This choice does not belong to the question. Choose again."),
    "answer.order_none": _("Give each item its position."),
    "answer.order_missing": _("Give each item its position. Still free: {free}."),
    "answer.order_twice": _(
        "Use each position once. Given more than once: {twice}. Still free: {free}."
    ),
    "answer.choose_rows": _("Choose an answer for each row."),
    "order.pairs": _(
        "Of {all} pairs of items, {right} stand in the right order; each other pair takes one off."
    ),
    "order.exact": _("Here only the whole order earns the point."),
    "answer.follow": _("Right from your own earlier value."),
    "parts.missing": _("Parts without an answer so far: {parts}."),
    "case.unfinished": _(
        "The case is not at its end yet. Steps that you do not take earn nothing."
    ),
    "case.scored": _("Scored {score} of the {best} on the best way."),
    "case.elsewhere": _("This step was taken already, perhaps in another window. Go on from here."),
    "case.over": _("This case is at its end."),
    "answer.fill_some": _("Fill at least one blank."),
    "answer.blank_twice": _("Give one text in blank {no}."),
    "answer.blank_long": _("The text in blank {no} is too long. Type at most {limit} characters."),
    "answer.spelling": _("“{typed}” counts as right. It is spelled “{right}”."),
    # texts in the learner's own words
    "text.asked": _("Write at least {asked} words. There is room for {limit} characters."),
    "text.short": _("You wrote {count} words; {asked} are asked."),
    "text.short.one": _("You wrote one word; {asked} are asked."),
    "text.none": _("Write at least {asked} words."),
    "text.long": _("Your text has {count} characters; there is room for {limit}. Shorten it."),
    "text.twice": _("Write one text."),
    # places to mark
    "spots.points": _("Mark all that apply. The points are numbered below the chart."),
    "spots.point": _("Mark one. The points are numbered below the chart."),
    "spots.places": _("Mark all that apply. The places are numbered in the figure."),
    "spots.place": _("Mark one. The places are numbered in the figure."),
    "spots.nothing": _("Mark at least one place, or “None of them”."),
    "spots.none_and_some": _("You marked places and “None of them”. Take one of the two back."),
    # attempts
    "attempt.not_open": _("This attempt is closed. Your result shows which answers counted."),
    "attempt.other_payload": _(
        "The same save arrived twice with different content. Nothing was overwritten; reload the page."
    ),
    "attempt.read": _(
        "A person reads your answer to question {no}; the result comes when they have."
    ),
    "attempt.read.several": _(
        "A person reads your answers to questions {nos}; the result comes when they have."
    ),
    "attempt.expired": _("Time is up. Your saved answers count."),
    "attempt.too_many_saves": _(
        "This try has saved more answers than it can hold. What was saved before counts; submit it."
    ),
    # answers that a person marks
    "marking.done": _("Somebody has marked this answer meanwhile. Their mark stands."),
    "marking.closed": _("There is nothing to mark here any more."),
    "marking.points": _("Choose the points for each line of the rubric."),
    # checking one answer
    "try.at_the_end": _("The answers of this quiz are checked all together, after you submit."),
    "try.unknown": _("There is no such question in this quiz."),
    "try.over": _("This question is finished."),
    "try.moved_on": _(
        "This question has moved on since your page was opened. Nothing was checked; look at it again."
    ),
    "try.same": _("You have checked this answer already. Change it first; nothing was counted."),
    # how sure one was of one's answers
    "certainty.unsaid": _("You did not say how sure you were of any answer."),
    "certainty.few": _(
        "This becomes telling when you have given {least} answers or more with the same certainty."
    ),
    "certainty.fits": _("Your certainty fits your answers: you know what you know."),
    "certainty.very.fairly": _(
        "You were very sure {count} times and right in {right} of them: look twice before you are "
        "very sure. “Fairly” would have scored more."
    ),
    "certainty.very.not_very": _(
        "You were very sure {count} times and right in {right} of them: read again what you took for "
        "certain. “Not very” would have scored more."
    ),
    "certainty.fairly.not_very": _(
        "You were fairly sure {count} times and right in {right} of them: you know this less well "
        "than you thought. “Not very” would have scored more."
    ),
    "certainty.fairly.very": _(
        "You were fairly sure {count} times and right in {right} of them: you may trust yourself "
        "more. “Very” would have scored more."
    ),
    "certainty.not_very.fairly": _(
        "You were not very sure {count} times and right in {right} of them: you may trust yourself "
        "more. “Fairly” would have scored more."
    ),
    "certainty.not_very.very": _(
        "You were not very sure {count} times and right in {right} of them: you know more than you "
        "think. “Very” would have scored more."
    ),
    # user names that people choose
    "user_name.length": _("Use {least} to {most} characters."),
    "user_name.unseen": _(
        "There are characters in it that nobody can see. Type it again instead of pasting it."
    ),
    "user_name.characters": _(
        "Use letters, digits and . - _ only, with a letter or a digit first, and no space."
    ),
    "user_name.alike": _("It could be taken for another name. Use the letters of one alphabet."),
    # what differs between two states of a module's files
    "change.unread": _("{file} cannot be read in one of the two; its lines are compared below."),
    "change.entry.added": _("The {name} is new: “{after}”."),
    "change.entry.removed": _("The {name} is gone; it was “{before}”."),
    "change.entry.changed": _("The {name} was “{before}”, is “{after}”."),
    "change.names.added": _("New in {name}: {names}."),
    "change.names.removed": _("Gone from {name}: {names}."),
    "change.outcome.added": _("New outcome {id}: {after}"),
    "change.outcome.removed": _("Outcome {id} is gone: {before}"),
    "change.outcome.worded": _("Outcome {id} was “{before}”, is “{after}”."),
    "change.lesson.added": _("New lesson: {title}"),
    "change.lesson.removed": _("Lesson removed: {title}"),
    "change.lesson.changed": _("Lesson changed: {title}"),
    "change.lesson.text": _("The text changed."),
    "change.lab.added": _("New lab: {title}"),
    "change.lab.removed": _("Lab removed: {title}"),
    "change.lab.changed": _("Lab changed: {title}"),
    "change.lab.entries": _("Changed in it: {names}."),
    "change.lesson.moved": _("Its number was {before}, is {after}."),
    "change.quiz.draw": _("Draw, {outcome}: {kind} questions were {before}, are {after}."),
    "change.question.added": _("New question: {id} ({kind}, {use})"),
    "change.question.removed": _("Question removed: {id}"),
    "change.question.changed": _("Question changed: {id}"),
    "change.question.same": _("Question written in another way, nothing else: {id}"),
    "change.question.unread": _("Question changed: {id}. See its lines below."),
    "change.question.kind": _("The kind of question was {before}, is {after}."),
    "change.question.wording": _("The wording of the question changed."),
    "change.question.why": _("The rule behind the answer (why) changed."),
    "change.key.added": _("Key: {name} is new: “{after}”."),
    "change.key.removed": _("Key: {name} is gone; it was “{before}”."),
    "change.key.changed": _("Key: {name} was “{before}”, is “{after}”."),
    "change.option.right": _("Key: “{text}” was wrong, is right."),
    "change.option.wrong": _("Key: “{text}” was right, is wrong."),
    "change.option.key.added": _("New right option: “{text}”."),
    "change.option.key.removed": _("Right option gone: “{text}”."),
    "change.option.added": _("New wrong option: “{text}”."),
    "change.option.removed": _("Wrong option gone: “{text}”."),
    "change.option.order": _("The order of the options in the file changed."),
    "change.mistake.added": _("A new mistake is looked for: {text}."),
    "change.mistake.removed": _("A mistake is no longer looked for: {text}."),
    "change.nested": _("What stands under {name} changed; its lines are compared below."),
    "change.feedback": _("The feedback on “{text}” changed."),
    # certificates
    "certificate.needs_name": _("Confirm the name for your certificate, and it will be issued."),
    "certificate.needs_issuer": _(
        "The certificate waits until this site has entered who issues it. Your operator can do that."
    ),
    "record.needs_name": _(
        "Confirm the name for your certificates: a record is signed with it, as soon as you have."
    ),
    "record.needs_issuer": _(
        "Records wait until this site has entered who issues them. Your operator can do that."
    ),
    "certificate.glyphs": _(
        "The certificate cannot print {characters} yet. Please write it in letters that it has: Latin, "
        "Greek, Cyrillic, Chinese, Japanese, Korean, Arabic, Hebrew, Devanagari, Bengali, Tamil, Thai, "
        "Georgian or Armenian."
    ),
    # a credential that somebody checks
    "check.shape": _(
        "This is no credential of the kind that this program issues, or a part of it was changed."
    ),
    "check.no_keys": _("The signature could not be checked: the issuer’s keys are not at hand."),
    "check.newer_key": _(
        "It names a key that these keys do not list. Fetch the issuer’s did.json again: a new key may "
        "have been added. If it is not listed there either, the issuer did not sign this."
    ),
    "check.newer_list": _(
        "The status list names a key that these keys do not list. Fetch the issuer’s did.json again, "
        "and the list as well."
    ),
    "check.no_proof": _("There is no signature that can be read: the file was changed."),
    "check.signed": _("The signature fits, made with {key}. Not a character was changed since."),
    "check.changed": _(
        "The signature does not fit: something was changed, or somebody else signed it."
    ),
    "check.no_host": _("It names no issuer that can be looked up."),
    "check.issuer_unseen": _("It names {host} as its issuer; their keys are not at hand."),
    "check.other_issuer": _("It names {host} as its issuer; these keys are somebody else’s."),
    "check.issuer": _("The key is listed by {host}."),
    "check.no_list": _(
        "Whether it was withdrawn could not be looked up: the status list is not at hand."
    ),
    "check.bad_list": _("The status list is not the issuer’s own, or it was changed."),
    "check.withdrawn": _("The issuer withdrew it: the status list of {day} says so."),
    "check.not_withdrawn": _("The status list of {day} does not name it as withdrawn."),
    "check.early": _("It is valid from {day}, which is still to come."),
    "check.expired": _("It was valid until {day}."),
    "check.no_end": _("Valid since {begin}, without an end."),
    "check.dated": _("Valid from {begin} until {end}."),
    "file.none": _(
        "Choose a file first: the PDF, the badge picture (PNG), the JSON file or the token."
    ),
    "file.too_large": _("This file is larger than {most} MB. No certificate of ours is."),
    "file.unknown": _(
        "This is none of the files that hold a credential. Choose the PDF, the badge picture (PNG), "
        "the JSON file or the token (JWT)."
    ),
    "file.pdf": _(
        "There is no credential in this PDF. A scan, a print to PDF or a copy saved by another program "
        "loses it: ask for the file as it was issued, or type the number that is printed on it."
    ),
    "file.png": _(
        "There is no credential in this picture. A screenshot, or a copy saved by another program, "
        "loses it: ask for the picture as it was issued, or type the number."
    ),
    "file.json": _("This file cannot be read as a credential. It may be cut off or changed."),
    "file.token": _("This token cannot be read as a credential. It may be cut off or changed."),
    # what operators decide about their site
    "setting.name.blank": _("Type a name with at least one letter or digit."),
    "setting.name.long": _("A name has at most {most} characters; this one has {count}."),
    "setting.name.control": _(
        "The name holds a character that cannot be seen: {code}. Type the name by hand."
    ),
    "accent.unreadable": _("This is no color. Write # and six digits or letters a to f: #2368a8."),
    "accent.faint": _(
        "{color} is too faint for words: its contrast with the page is {contrast} to 1, and words "
        "need {needed} to 1. The nearest color that passes is {nearest}."
    ),
    "setting.time_zone.unknown": _("This time zone is not known. Write one like Europe/Berlin."),
    "setting.language.unknown": _("There are no words in this language. Choose one of: {known}."),
    "setting.registration.unknown": _("Choose one of: {known}."),
    "setting.registration.no_domain": _(
        "Name at least one mail domain. Without one nobody could register."
    ),
    "setting.domain.wrong": _(
        "“{domain}” is not a mail domain. Write what stands behind the @, such as example.com."
    ),
    "setting.domain.many": _("At most {most} mail domains can be named."),
    "setting.years.unreadable": _(
        "Write a whole number of years from {least} to {most}, or 0 to keep records for ever."
    ),
    "setting.unknown": _("There is no setting “{name}”. There are: {known}."),
    "setting.long": _("This is longer than any value can be."),
    # the site's logo
    "logo.large": _("The file is too large: at most {most} MB."),
    "logo.svg": _(
        "An SVG drawing can carry scripts and fetch other files, so it is not taken. "
        "Save the logo as PNG and upload that."
    ),
    "logo.kind": _("This file is no PNG, JPEG or WebP picture. Save the logo as PNG."),
    "logo.pixels": _(
        "The picture has {width} × {height} pixels, too many to open. "
        "Make it smaller: at most {most} million pixels."
    ),
    "logo.broken": _("The picture cannot be opened: the file is damaged. Save it as PNG again."),
    "logo.empty": _("Nothing can be seen in this picture: all of it is transparent."),
    "logo.narrow": _(
        "Shown in the header the picture would be only {width} × {height} pixels. "
        "Cut it closer to a square or a short banner."
    ),
    # the practice log
    "entry.on.blank": _("Choose the day."),
    "entry.on.future": _("This day is still to come. Log what you have done."),
    "entry.hours.blank": _("Type how long it took, in quarter hours: 1.5, for example."),
    "entry.hours.range": _("Type hours from 0.25 to 12, in steps of a quarter: 0.75, 1, 1.25."),
    "entry.hours.day": _(
        "A day has at most 12 hours of practice. Other entries of this day have {there}; {left} are left."
    ),
    "entry.category.blank": _("Choose what it was about."),
    "entry.did.blank": _("Say in a sentence what you did."),
    "entry.observed.number": _(
        "Give one number that you saw, with its unit: 12 min, 3 of 40 parts."
    ),
    "entry.line.blank": _("Write one line here, or a reflection of 40 words instead."),
    "entry.reflection.short": _(
        "Write at least {least} words, here are {count}; or one line to each of the three prompts."
    ),
    "entry.long": _("Write at most {most} characters; here are {count}."),
    "entry.many": _("Your log has {most} entries; more cannot be kept."),
    "entry.who.blank": _("Say who saw the work."),
    "entry.role.blank": _("Say what this person does: team leader, trainer, mentor, …"),
    "entry.contact.blank": _("Give their e-mail address: the link to confirm goes there."),
    "entry.contact.wrong": _("This is no e-mail address. Write one such as lead@plant.example."),
    "entry.contact.own": _(
        "This is your own address. Somebody else who saw the work has to confirm it."
    ),
    "coach.long_day": _("A long stretch. Two entries, each about one thing, tell more than one."),
    "coach.other_category": _(
        "You have entries of this kind already. The level asks for {want} kinds; you have {have}."
    ),
    "coach.did_short": _("Say a little more: what, with what, for whom. A stranger should see it."),
    "coach.no_unit": _("A number of what? Add its unit and what was counted."),
    "coach.no_number": _("Does a number belong here: how many, how long, how often?"),
    # files that show what was done
    "file.large": _("This file has more than {most} MB. Make it smaller, or send a part of it."),
    "file.kind": _(
        "This kind of file is not taken. Send a PDF, a PNG, JPEG or WebP picture, or a CSV or text file."
    ),
    "file.broken": _("This file cannot be read. Open it on your device and save it again."),
    "file.empty": _("This file is empty."),
    "file.pixels": _("This picture has more than {most} million pixels. Make it smaller."),
    "file.many": _("At most {most} files belong to one entry."),
    "file.full": _("Your files take {most} MB together. Remove one that you do not need first."),
    # results
    "result.measure.blank": _("Name what was measured: scrap rate, changeover time, late orders."),
    "result.unit.blank": _("Name the unit: %, min, orders a week."),
    "result.baseline.blank": _("Type the number before the change."),
    "result.baseline_from.blank": _("Choose the first day before the change."),
    "result.baseline_to.blank": _("Choose the last day before the change."),
    "result.after.blank": _("Type the number after the change."),
    "result.after_from.blank": _("Choose the first day after the change."),
    "result.after_to.blank": _("Choose the last day after the change."),
    "result.guard.blank": _("Name what must not get worse, and whether it did."),
    "result.own_part.blank": _("Say what you did yourself."),
    "result.team.blank": _("Say who else worked on it, by their jobs."),
    "result.after.same": _("Before and after are the same number: then nothing changed."),
    "result.period.order": _("The last day is before the first."),
    "result.period.future": _("This day is still to come."),
    "result.period.overlap": _("“After” begins before “before” has ended."),
    # the career plan
    "career.title.blank": _("Give it a name."),
    "career.state.blank": _("Choose how it stands."),
    "career.on.due": _("Choose the day by which you want to have done it."),
    "career.on.earned": _("Choose the day on which you earned it."),
    "career.on.future": _("This day is still to come. Choose “planned”, or an earlier day."),
    "career.on.range": _("Choose a day from 1950 to 2120."),
    "career.on.unread": _("Write the day as year-month-day, for example 2026-03-09."),
    "career.expires.unheld": _("Only a certification that you hold can expire. Leave it blank."),
    "career.expires.order": _("It cannot expire on the day you earned it, or before."),
    "career.expires.gone": _("Expired on {on}"),
    "career.expires.today": _("Expires today"),
    "career.expires.tomorrow": _("Expires tomorrow"),
    "career.expires.soon": _("Expires in {days} days, on {on}"),
    "career.expires.later": _("Valid until {on}"),
    "career.step.done": _("Done"),
    "career.step.open": _("Without a day"),
    "career.step.late": _("{days} days overdue"),
    "career.step.late.one": _("One day overdue"),
    "career.step.today": _("Due today"),
    "career.step.tomorrow": _("Due tomorrow"),
    "career.step.coming": _("Due in {days} days"),
    "career.many": _("A plan has room for {most} lines. Remove one that you no longer need first."),
    # links that a learner gives to others
    "share.blank": _("Choose at least one part."),
    "mentor.name.blank": _("Type the name of your mentor."),
    "mentor.role.blank": _("Say what this person does, or how you know each other."),
    "mentor.address.blank": _("Type their e-mail address: the link goes there."),
    "mentor.own": _("This is your own address. A mentor is somebody else."),
    "mentor.there": _("You have a mentor already. End that link first, then invite somebody else."),
    "result.return.blank": _("Say what is not so, in a sentence: then it can be mended."),
    # whom a learner asks about their work
    "asked.who.blank": _("Choose whom you ask, or give a name, a job and an e-mail address."),
    "asked.name.blank": _("Type the name of the person whom you ask."),
    "asked.many": _(
        "You had {most} letters sent in a day. Wait until tomorrow, or ask somebody with an account."
    ),
    # an A3 report, and who assesses it
    "a3.title.blank": _("Give the report a title: what it is about, in a few words."),
    "a3.team.blank": _("Name the people who worked on it, with their jobs."),
    "a3.section.blank": _("This section is still empty."),
    "a3.functions.few": _(
        "A capstone needs people from {least} functions or more; here are {count}. "
        "Write them with commas: production, maintenance, quality."
    ),
    "a3.real": _("A capstone rests on data of a real workplace. Tick the box when yours does."),
    "a3.score.blank": _("Choose a score from 0 to 4."),
    "a3.own": _("This report is your own. Somebody else has to assess it."),
    "a3.twice": _("You have assessed this version already. Somebody else has to look at it now."),
    "a3.decided": _("Others have decided about this version meanwhile. Your review is not needed."),
    "a3.changed": _(
        "The author has handed in a new version meanwhile. Here it is, with what you had written."
    ),
    "a3.withdrawn": _("The author took this version back before anybody had assessed it."),
    "a3.uncalibrated": _(
        "Score the model reports first, so that all assessors use one scale. It counts for a year."
    ),
    "a3.no_models": _(
        "This site has no model reports to score first, so nobody can assess here. The operator of "
        "the site can add them with the content."
    ),
    "a3.link_used": _("This link was used meanwhile, or it was taken back."),
    "a3.invite.has_account": _(
        "This person has an account here and may assess. Your report stands in their queue already."
    ),
    "a3.invite.asked": _("This person was asked already. Their link still works."),
    "a3.invite.many": _(
        "At most {most} people can be asked within {days} days. Ask others in a few days."
    ),
    "a3.invite.name": _("Type the name of the person."),
    "a3.invite.role": _("Say what this person does, and where: instructor at another college."),
    # ratings
    "rating.open": _("This person is asked already, and has not answered yet."),
    "rating.many": _("{most} people are asked at the same time. Take one back first."),
    "rating.comment.blank": _("Write your comment first."),
    "rating.blank": _("Choose a rating, or “not observed”."),
    "rating.example": _("A 4 needs one example of what you saw."),
    "rating.known.blank": _("Choose since when you know their work."),
    "rating.known.short": _("You have to know their work for four weeks before you rate it."),
    "rating.unseen": _("At most {most} may be “not observed”; here are {count}."),
    # levels: the same words for the learner, the manager and the certificate
    "level.modules.met": _("All {all} modules are passed."),
    "level.modules.missing": _("Modules passed: {done} of {all}."),
    "level.modules.planned": _("The modules of this level are being written."),
    "level.review.met": _("The level review is passed: {points} of {maximum} points."),
    "level.review.untried": _("The level review asks {items} questions; you need {needed} points."),
    "level.review.points": _(
        "The best review has {points} of {maximum} points; {needed} are needed."
    ),
    "level.review.competency": _(
        "In the best review {names} stayed below {share} of the points; that much is needed in each."
    ),
    "level.practice.hours.met": _("Verified hours that count: {hours} of {needed}."),
    "level.practice.hours": _("Verified hours that count: {hours} of {needed}, {left} to go."),
    "level.practice.simulated": _(
        "{simulated} simulated hours are verified, {counted} of them count: at most {share} of all may be simulated."
    ),
    "level.practice.real_only": _("Only real practice counts on this level."),
    "level.practice.entries.met": _("Verified entries: {count} of {needed}."),
    "level.practice.entries": _("Verified entries: {count} of {needed}, {left} to go."),
    "level.practice.dates.met": _("Different days: {count} of {needed}."),
    "level.practice.dates": _("Different days: {count} of {needed}, {left} to go."),
    "level.practice.categories.met": _("Kinds of practice: {count} of {needed}."),
    "level.practice.categories": _("Kinds of practice: {count} of {needed}, {left} to go."),
    "level.practice.real_in.met": _("Real hours in “{category}”: {hours} of {needed}."),
    "level.practice.real_in": _("Real hours in “{category}”: {hours} of {needed}, {left} to go."),
    "level.a3.met": _("An A3 is accepted."),
    "level.a3.practice": _("A practice A3 has to be accepted."),
    "level.a3.capstone": _("A capstone A3 has to be accepted, with real data of a workplace."),
    "level.results.met": _("Verified results: {count} of {needed}."),
    "level.results": _("Verified results: {count} of {needed}, {left} to go."),
    "level.ratings.met": _(
        "Ratings that meet the level, by different people: {count} of {needed}."
    ),
    "level.ratings": _(
        "Ratings that meet the level, by different people: {count} of {needed}, {left} to go."
    ),
    "level.ratings.uncovered": _("Nobody observed {names} yet: another person has to rate them."),
    "level.next.modules": _("Go to your next module"),
    "level.next.review": _("Take the level review"),
    "level.next.review_wait": _("Pass the modules first; then the review opens"),
    "level.next.practice": _("Log what you did at work"),
    "level.next.send": _("Send what you have logged"),
    "level.next.confirm": _("Wait until what you have sent is confirmed"),
    "level.next.a3": _("Write your A3"),
    "level.next.results": _("Write down a result"),
    "level.next.ratings": _("Ask somebody for a rating"),
    "review.wait": _(
        "You took the review {tries} times within {days} days. It opens again {when}, with other questions."
    ),
    "review.locked": _(
        "The review opens when all modules of the level are passed; {count} are still to do."
    ),
    "review.not_enrolled": _("The review opens when you start its pathway."),
    "review.code": _(
        "This code does not work for this review, or not any more. Nothing was started. Ask whoever "
        "supervises for the code, or leave the field empty."
    ),
    "review.code.own": _(
        "You opened this session yourself. Nothing was started. Somebody else has to supervise you."
    ),
}
