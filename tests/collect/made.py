"""Small files of every format, for the tests of what reads them."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from html import escape


def pdf(*pages: str, password: bool = False) -> bytes:
    """A PDF with these pages, a line for each line, twelve points high and fourteen apart."""
    numbers = [4 + 2 * n for n in range(len(pages))]
    kids = " ".join(f"{n} 0 R" for n in numbers)
    objects = {1: "<</Type/Catalog/Pages 2 0 R>>", 2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>"}
    objects[3] = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    for number, text in zip(numbers, pages, strict=True):
        resources = "/Resources<</Font<</F1 3 0 R>>>>"
        objects[number] = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]{resources}/Contents {number + 1} 0 R>>"
        shown = " T* ".join(f"({line.replace('(', '')}) Tj" for line in text.split("\n"))
        stream = f"BT /F1 12 Tf 14 TL 50 700 Td {shown} ET"
        objects[number + 1] = f"<</Length {len(stream)}>>stream\n{stream}\nendstream"
    body, offsets = "%PDF-1.4\n", []
    for number in sorted(objects):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{objects[number]}\nendobj\n"
    rows = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/O({'o' * 32})/U({'u' * 32})/P -4>>/ID[(a)(a)]" if password else ""
    trailer = f"trailer<</Size {len(offsets) + 1}/Root 1 0 R{lock}>>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n{rows}{trailer}".encode("latin-1")


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """A zip of files."""
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return place.getvalue()


def docx(*paragraphs: str, title: str = "", author: str = "") -> bytes:
    """A Word document with these paragraphs; "\\t" parts cells of a table's row."""
    body = "".join(_paragraph(text) if "\t" not in text else _row(text) for text in paragraphs)
    stated = f"<c><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator></c>" if title else "<c/>"
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document, "docProps/core.xml": stated})


def _paragraph(text: str) -> str:
    middle = len(text) // 2
    runs = (f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in (text[:middle], text[middle:]))
    return f"<w:p><w:pPr><w:tabs/></w:pPr>{''.join(runs)}<w:del><w:delText>taken out</w:delText></w:del></w:p>"


def _row(text: str) -> str:
    return f"<w:tbl><w:tr>{''.join(f'<w:tc>{_paragraph(cell)}</w:tc>' for cell in text.split(chr(9)))}</w:tr></w:tbl>"


def mail(text: str, attached: Mapping[str, bytes] | None = None, html: str = "", encoding: str = "utf-8") -> bytes:
    """A mail of 4 May 2021, late in the evening five hours west of Greenwich."""
    message = EmailMessage()
    message["From"], message["Subject"] = "Ann Lowe <ann@x.example>", "Statement on Acme"
    message["Date"] = "Tue, 4 May 2021 23:10:00 -0500"
    if text:
        message.set_content(text, charset=encoding)
    if html:
        message.set_content(html, subtype="html")
    for name, data in (attached or {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def record(url: str, body: bytes, head: str = "Content-Type: text/html", sort: str = "response") -> bytes:
    """A record of a web archive."""
    block = f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + body if sort == "response" else body
    fields = (
        f"WARC-Type: {sort}\r\nWARC-Target-URI: {url}\r\nContent-Type: {'text/plain' if sort == 'resource' else ''}"
    )
    return f"WARC/1.0\r\n{fields}\r\nContent-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def archive(*records: bytes) -> bytes:
    """A web archive, packed record by record."""
    return b"".join(gzip.compress(one) for one in records)


PARAGRAPHS = (
    "Acme Corp said on Monday that it would build a plant in Ohio, and that the state had agreed to help with it.",
    "The governor, who met the company's chief executive in March, confirmed the plan in a statement later that day.",
    "Residents of the town have asked the county to hold a public hearing before any land is sold to the company.",
)


def page(head: str = "", before: str = "", after: str = "", title: str = "Acme to build a plant") -> str:
    """A web page with an article of three paragraphs."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html><head><title>{title} | Post</title>{head}</head><body><nav><a href=/>Home</a></nav>"
        f"<article><h1>{title}</h1>{before}{text}{after}</article><footer>All rights reserved.</footer></body></html>"
    )
