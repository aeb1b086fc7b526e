"""The checker for small counts: its form, which a script takes up."""

from __future__ import annotations

from html import escape

from macros.models.practice import SuppressionRule
from macros.rendering.page_context import PageContext

#: What the script writes the Word document into; finishing makes it beside the page.
TEMPLATE = "protected-table.docx"
#: What stands for a hidden count. One mark for all: two would tell which are small.
MARK = "*"
#: The form and the place of its result, hidden until the script takes them up.
FORM = """\
<noscript><p>The form needs JavaScript, which is off in your browser. The steps below do it by hand.</p></noscript>
<form class="tool builder" data-small-counts data-template="{template}" autocomplete="off" hidden>
<div class="question">
<label for="counts">Your table</label>
<p class="help" id="counts-help">Copy it in your spreadsheet and paste it here. The first row and the first column \
are names. Totals may be in it or not. Paste counts, never rows about people.</p>
<textarea id="counts" rows="8" aria-describedby="counts-help" spellcheck="false" wrap="off"></textarea>
<p class="tool-buttons" data-input></p>
</div>
<fieldset>
<legend>Whose rule applies?</legend>
{rules}
<label><input type="radio" name="rule" value=""> <span>Another rule: hide counts of this number or less</span></label>
<label for="limit"><span>Number for another rule</span> \
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
<div data-ranges><p>From this table alone, nobody can tell more of the small counts than this:</p>
<ul></ul></div>
<div data-open><p class="changed">This table cannot be protected so. Whatever other counts are hidden, readers could \
still narrow these:</p>
<ul></ul>
<p>Ways out: merge groups, leave the totals out, round all counts to tens, or publish fewer groups.</p></div>
</div>
<div data-leaving>
<h3>The table that may leave your agency</h3>
<div data-table></div>
<p data-note>{mark} Hidden to protect people. <span></span> are hidden, and others so that nobody can work them out.</p>
<div class="on-screen">
<label for="percent"><span>Percentages of each row</span> \
<select id="percent" class="button"><option value="">none</option><option value="0">in whole numbers</option>\
<option value="1">with one decimal</option></select></label>
<p>Hidden counts get no percentage, and neither does a row whose total is hidden or below 20.</p>
<p data-warning>A percentage would give a hidden count back: <span></span>.</p>
<p>This holds for this table alone. Another table, another year or what somebody knows of a group can still give a \
count away.</p>
<p class="tool-buttons" data-output></p>
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
    return FORM.format(rules="\n".join(boxes), template=TEMPLATE, mark=MARK)


MACROS = (small_counts,)
