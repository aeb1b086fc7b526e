"""The checker for small counts: its form, which a script takes up."""

from __future__ import annotations

from html import escape

from macros.models.practice import FieldName, SuppressionRule
from macros.rendering.page_context import PageContext

#: What the script writes the Word document into; finishing makes it beside the page.
TEMPLATE = "protected-table.docx"
#: What stands for a hidden count. One mark for all: two would tell which are small.
MARK = "*"
#: Records of field names whose words refuse a table: a column so called is about people.
PERSONAL = (
    "social-security",
    "student-number",
    "health-number",
    "case-number",
    "birth-date",
    "telephone",
    "email",
    "names",
    "address",
)
PEOPLE = "This looks like records of people: {}. Clear the box, count them, and paste the counts."
#: What the script tells, by the word that it asks for; "{}" is filled in there, in this order.
SENTENCES = {
    "opened": "{} is in the box. Look at it, then protect the table.",
    "heavy": "This file is too large.",
    "cleared": "The table is cleared.",
    "empty": "There is no table yet. Paste one, or open a file.",
    "names": "A table needs names in its first row and column, and counts in the others.",
    "large": "This table has {} rows and {} columns. The checker takes up to {} counts. Merge groups.",
    "ragged": "Row {} ({}) has {} cells, and the first row has {}.",
    "number": "The table begins with a number. Its first row and column must be names.",
    "merged": "The headings are merged or take several rows. Put one name above each column, in one row.",
    "nameless": "Row {} has no name in its first cell.",
    "blank": "{} is blank. Write 0 if nobody was counted there.",
    "gone": "{} says “{}”. The checker needs the true count.",
    "percent": "{} is a percentage. Paste the counts instead.",
    "negative": "{} is negative: {}. A count is 0 or more.",
    "decimal": "{} is not a whole number: {}. If the mark parts thousands, take it out.",
    "word": "{} says “{}”, which is no count.",
    "much": "The total is too large.",
    "all": "All counts add up to {}, the total of all says {}. Mend the one that is wrong.",
    "early": "“{}” looks like a total. Put totals last, and leave out totals of parts.",
    "total": "The {} {} adds up to {}, its total says {}. Mend the one that is wrong.",
    "column": PEOPLE.format("a column is called “{}”"),
    "secret": PEOPLE.format("it holds a Social Security number or an e-mail address"),
    "dates": PEOPLE.format("it holds dates"),
    "persons": PEOPLE.format("its rows begin with names of persons"),
    "worded": PEOPLE.format("most rows have words in several columns"),
    "yesno": PEOPLE.format("every number is 0 or 1"),
    "apart": "Only one of the tables has the row {}. Give both tables the same names in the first column.",
    "unequal": "{} adds up to {} in the first table and to {} in the second. Tables of the same people agree there.",
    "first": "First table",
    "second": "Second table",
    "totals": "{}: read as the totals.",
    "sum": "{}, with a sum of {}",
    "small": "{} ● small, for readers {}",
    "partner": "{} ○ partner, for readers {}",
    "from": "Counts from 1 to {}",
    "upto": "Counts of {} or less",
    "copied": "The table is copied.",
    "kept": "Your browser does not let the page copy. Save the table.",
}
#: The form and the place of its result, hidden until the script takes them up.
FORM = """\
<noscript><p>The form needs JavaScript, which is off in your browser. The steps below do it by hand.</p></noscript>
<form class="tool builder" data-small-counts data-template="{template}" data-personal="{personal}" {sentences} \
autocomplete="off" hidden>
<div class="question">
<label for="counts">Your table</label>
<p class="help" id="counts-help">Copy it in your spreadsheet and paste it here. The first row and the first column \
are names. Totals may be in it or not. Paste counts, never rows about people.</p>
<textarea id="counts" rows="8" aria-describedby="counts-help" spellcheck="false" wrap="off"></textarea>
<div class="tool-buttons" role="group" aria-label="Your table" data-for="counts"></div>
<details>
<summary>Add a second table of the same people</summary>
<label for="second">Second table</label>
<p class="help" id="second-help">For readers who see both. Its first column needs the same names as the first table's, \
in any order. Both tables are then protected together.</p>
<textarea id="second" rows="8" aria-describedby="second-help" spellcheck="false" wrap="off"></textarea>
<div class="tool-buttons" role="group" aria-label="Second table" data-for="second"></div>
</details>
</div>
<fieldset aria-describedby="limit-help">
<legend>Whose limit applies?</legend>
<p class="help" id="limit-help">Only the limit is theirs. Partners are chosen by this page's own method, so ask the \
owner whether that will do.</p>
{rules}
<label><input type="radio" name="rule" value=""> <span>Another limit: hide counts of this number or less</span></label>
<label for="limit"><span>Number for another limit</span> \
<input id="limit" class="button" type="number" min="1" max="100" value="10" required></label>
</fieldset>
<fieldset>
<legend>What will readers see?</legend>
<label><input type="checkbox" name="zeros" checked> <span>Zeros are shown</span></label>
<label><input type="checkbox" name="rows" checked> <span>A total for each row</span></label>
<label><input type="checkbox" name="columns" checked> <span>A total for each column</span></label>
<label><input type="checkbox" name="keep"> <span>The totals are known from elsewhere, so none above the limit can be \
hidden</span></label>
</fieldset>
<p class="tool-buttons"><button class="button button-main">Protect the table</button></p>
<p class="tool-state" role="status"></p>
</form>
<section class="finder-result" data-protected aria-labelledby="protected" hidden>
<h2 id="protected" class="plain" tabindex="-1">Your table with small counts hidden</h2>
<div class="on-screen">
<h3>What readers can still work out</h3>
<p data-notes><span></span></p>
<p data-none>No count is <span></span> or less, so nothing has to be hidden.</p>
<ul><li data-small>Small counts, marked ●: <span></span>.</li>
<li data-partners>Partners that are hidden with them, marked ○: <span></span>.</li>
<li data-better>Perhaps another way hides less, but none with a sum below <span></span>.</li>
<li data-totals>Counts alone are not enough, so totals go too: <span></span>. If these are known from elsewhere, \
say so above and protect the table again.</li></ul>
<div data-check></div>
<div data-ranges><p>By adding and subtracting what is shown here, readers cannot narrow the small counts \
further than this:</p>
<ul></ul></div>
<div data-open><p class="changed">This table cannot be protected so. Whatever other counts are hidden, readers could \
still narrow these:</p>
<ul></ul>
<p>Ways out: merge groups, leave the totals out, or publish fewer groups.</p></div>
</div>
<div data-leaving>
<h3>The table that may leave your agency</h3>
<div data-table></div>
<p data-note>{mark} Hidden to protect people. <span></span> are hidden, and others are hidden to protect them.</p>
<div class="on-screen">
<label for="percent"><span>Percentages of each row</span> \
<select id="percent" class="button"><option value="">none</option><option value="0">in whole numbers</option>\
<option value="1">with one decimal</option></select></label>
<p>Hidden counts get no percentage, and neither does a row whose total is hidden or below 20.</p>
<div data-warning><p class="changed">Publish no percentages of hidden counts elsewhere. With those of their rows, \
readers could tell:</p>
<ul></ul></div>
<p>This holds for what stands here alone. Another table, another year or what somebody knows of a group can still give \
a count away.</p>
<p class="tool-buttons"><button type="button" class="button" data-act="copy">Copy the table</button>
<button type="button" class="button" data-act="csv">Save as CSV</button>
<button type="button" class="button" data-act="word">Save as Word</button>
<button type="button" class="button" data-act="print">Print</button></p>
<p class="tool-state" role="status"></p>
</div>
</div>
</section>
"""
RULE = (
    '<label><input type="radio" name="rule" value="{limit}" data-zeros="{zeros}"{checked}> '
    "<span>{name}: {limit} or less</span></label>"
)


def small_counts(context: PageContext) -> str:
    """The form of the checker for small counts, with a place for the result (HTML, hidden until a script takes it up).

    HTML, because Markdown has no form.
    Example: `{{ small_counts() }}`
    """
    rules: list[SuppressionRule] = list(context.definitions.tables["suppression"].values())
    offered = [rule for rule in rules if rule.offered]
    boxes = [
        RULE.format(
            limit=rule.limit,
            zeros="yes" if rule.zeros_shown else "no",
            checked="" if number else " checked",
            name=escape(str(rule.offered)),
        )
        for number, rule in enumerate(offered)
    ]
    sentences = " ".join(f'data-say-{name}="{escape(words)}"' for name, words in SENTENCES.items())
    return FORM.format(
        rules="\n".join(boxes), template=TEMPLATE, personal=_personal(context), sentences=sentences, mark=MARK
    )


def _personal(context: PageContext) -> str:
    """The words of columns about people as a regular expression, in which a space may be a hyphen or nothing."""
    known: dict[str, FieldName] = context.definitions.tables["field_names"]
    words = [word for key in PERSONAL if key in known for word in known[key].words]
    return "|".join(word.replace(" ", "[ _-]?") for word in words)


MACROS = (small_counts,)
