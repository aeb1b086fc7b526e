"""The type case: styles, lists and settings of the Word documents, in WordprocessingML.

Letters are dark on white (#1B1F24, #054266 and #46515C, each over 7:1), and nothing is told by color alone.
"""

from __future__ import annotations

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FONT = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
INK, NAVY, SOFT, EDGE = "1B1F24", "054266", "46515C", "6B7985"


def _paragraph(key: str, name: str, layout: str, letters: str = "", after: str = "Normal") -> str:
    next_style = f'<w:next w:val="{after}"/>' if after != key else ""
    based = "" if key == "Normal" else '<w:basedOn w:val="Normal"/>'
    kind = 'w:type="paragraph"' + (' w:default="1"' if key == "Normal" else "")
    return (
        f'<w:style {kind} w:styleId="{key}"><w:name w:val="{name}"/>{based}{next_style}<w:qFormat/>'
        f"<w:pPr>{layout}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _letters(half_points: int, color: str, bold: bool = True) -> str:
    weight = "<w:b/><w:bCs/>" if bold else ""
    return f'{weight}<w:color w:val="{color}"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _heading(level: int, half_points: int, before: int) -> str:
    layout = (
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="80"/><w:outlineLvl w:val="{level - 1}"/>'
    )
    return _paragraph(f"Heading{level}", f"heading {level}", layout, _letters(half_points, NAVY))


def _list(key: str, name: str, number: int) -> str:
    layout = f'<w:numPr><w:numId w:val="{number}"/></w:numPr><w:contextualSpacing/>'
    return _paragraph(key, name, layout, after=key)


def _level(number: int, form: str, sign: str) -> str:
    style = {1: "ListBullet", 2: "ListNumber"}[number]
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/><w:lvlText w:val="{sign}"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    )


def _box(room: int) -> str:
    """A frame around an answer; `room` is the white below it, in points, at most 31."""
    sides = {"top": 4, "left": 6, "bottom": room, "right": 6}
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="{space}" w:color="{EDGE}"/>' for side, space in sides.items()
    )
    return f'<w:pBdr>{edges}</w:pBdr><w:spacing w:after="120"/><w:ind w:left="140" w:right="140"/>'


_GRID = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{EDGE}"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_CELL = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
)
#: Room for a pen below an answer that nobody has written yet. Lines without words would be read out as such.
PEN_ROOM = 31
#: The styles by id. Help, Label and Choice stay on the page of the answer that follows them. docx.js writes an Answer
#: where an AnswerBlank stood.
STYLES = (
    f"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{FONT}{_letters(22, INK, bold=False)}"
    '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
    + _paragraph("Normal", "Normal", "", after="Normal")
    + _paragraph("Title", "Title", '<w:keepNext/><w:spacing w:after="200"/>', _letters(44, NAVY))
    + _paragraph("Subtitle", "Subtitle", '<w:spacing w:after="200"/>', _letters(26, SOFT, bold=False))
    + _heading(1, 32, 360)
    + _heading(2, 25, 240)
    + _heading(3, 23, 200)
    + _list("ListBullet", "List Bullet", 1)
    + _list("ListNumber", "List Number", 2)
    + _paragraph("Help", "Help", '<w:keepNext/><w:spacing w:before="100"/>', after="Answer")
    + _paragraph("Label", "Label", '<w:keepNext/><w:spacing w:before="100" w:after="60"/>', "<w:b/><w:bCs/>", "Answer")
    + _paragraph("Answer", "Answer", _box(4), after="Answer")
    + _paragraph("AnswerBlank", "Answer Blank", _box(PEN_ROOM), after="Answer")
    + _paragraph("Choice", "Choice", '<w:keepNext/><w:keepLines/><w:spacing w:after="60"/>', after="Choice")
    + _paragraph("TableHead", "Table Head", '<w:keepNext/><w:spacing w:after="0"/>', "<w:b/><w:bCs/>", "TableText")
    + _paragraph("TableText", "Table Text", '<w:spacing w:after="0"/>', after="TableText")
    + _paragraph("Header", "header", "", _letters(18, SOFT, bold=False), after="Header")
    + _paragraph("Footer", "footer", "", _letters(18, SOFT, bold=False), after="Footer")
    + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
    f'<w:rPr><w:color w:val="{SOFT}"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>'
    "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
    f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_CELL}</w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    f"<w:tblPr><w:tblBorders>{_GRID}</w:tblBorders></w:tblPr></w:style>"
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>'
    "</w:styles>"
)
NUMBERING = (
    f"<w:numbering {W}>{_level(1, 'bullet', '•')}{_level(2, 'decimal', '%1.')}"
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    "</w:numbering>"
)
#: Mode 15 is that of Word since 2013; without it Word says "Compatibility Mode".
SETTINGS = (
    f'<w:settings {W}><w:defaultTabStop w:val="720"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)
