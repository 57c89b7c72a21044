"""Texts that pages carry beside their article, in Spanish, English and Portuguese, recognised by their wording.

Every pattern is asked of a whole piece (a line, a paragraph), never of a part of one, so that an article that speaks of
donations, cookies or newsletters keeps its sentences.
"""

import re
from collections import Counter
from itertools import pairwise

from enlace.importer.pieces import Piece, Reason, is_title_like

END = r"[\s.!…»›→>:+]*"


def _whole(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"^[\s«‹←<•·\-–]*(?:" + "|".join(alternatives) + ")" + END + "$", re.I)


NOUN = r"[\wáéíóúñçãõâêô ]{0,30}?"
EMPTY = _whole(
    rf"no {NOUN}(?:items?|results?|posts?|entries|records?|documents?|publications?|stories|articles?|events?|files?)"
    rf"{NOUN}(?:(?:were|was|are|could be) )?(?:found|available|yet|to (?:show|display))(?: yet| here| at this time)?",
    r"nothing (?:was )?(?:found|here|to (?:show|display))(?: yet)?",
    r"there (?:are|is) (?:currently )?no (?:items?|results?|posts?|documents?|publications?|stories|articles|events)"
    r"[\w ]{0,30}",
    rf"no se (?:han? )?(?:encontr(?:aron|ó|ado)|hall(?:aron|ó|ado)) {NOUN}",
    r"no (?:hay|existen) (?:ning[uú]n |todav[ií]a |a[uú]n |m[aá]s )?"
    r"(?:elementos?|resultados?|publicaciones|documentos?|"
    r"entradas|art[ií]culos|eventos|historias|noticias|contenidos?|nada)"
    r"(?: (?:encontrad[oa]s|disponibles?|todav[ií]a|a[uú]n|por el momento|para mostrar|que mostrar|por aqu[ií]|"
    r"en esta secci[oó]n))*",
    r"(?:elementos?|resultados?) no encontrados?|sin (?:resultados|elementos|publicaciones|contenidos?)",
    r"ning[uú]n (?:elemento|resultado|documento)(?: encontrado)?",
    rf"nenhum(?:a)? {NOUN}(?:encontrad[oa]|dispon[ií]vel|localizad[oa])(?: ainda)?",
    rf"n[aã]o (?:h[aá]|foram encontrad[oa]s|existem) {NOUN}(?:itens|resultados?|publica[cç][oõ]es|documentos?|"
    rf"artigos|eventos|not[ií]cias|hist[oó]rias|conte[uú]dos?){NOUN}",
    r"sem (?:resultados|itens|publica[cç][oõ]es)|nada encontrado|nada (?:por|para) (?:aqu[ií]|mostrar)",
)
RELATED = _whole(
    r"(?:related|similar|more|other|latest|recent|featured|previous|next|read more|see more|view all|all|explore)"
    r" (?:stories|articles?|news|posts?|story|reading|content|entries|updates)(?: of impact)?",
    r"(?:read|learn|see|view|show|load|find out) (?:more|all)|continue reading"
    r"|(?:you )?(?:may|might) also (?:like|enjoy)"
    r"|you (?:may|might) also (?:like|enjoy|be interested in)|stories of impact|impact stories|keep reading|related",
    r"(?:read|see|view) (?:more|all) [\w ]{1,25}|more (?:from|on) [\w ]{1,30}"
    r"|back to (?:news|stories|blog|all [\w ]+|top)",
    r"(?:historias|noticias|art[ií]culos|entradas|notas|publicaciones|contenidos?|lecturas)"
    r" (?:relacionad[oa]s?|similares|recientes|anteriores|destacad[oa]s?|de impacto)",
    r"(?:m[aá]s|otras|[uú]ltimas) (?:historias|noticias|entradas|notas)(?: de impacto)?"
    r"|(?:m[aá]s|otros|[uú]ltimos) art[ií]culos",
    r"(?:leer|ver|lea|vea|conocer|conozca) (?:m[aá]s|tod[oa]s)(?: (?:historias|noticias|art[ií]culos|las [\w ]+))?"
    r"|seguir leyendo|contin[uú]e? leyendo|(?:tambi[eé]n )?(?:te|le) (?:puede|podr[ií]a) (?:tambi[eé]n )?interesar"
    r"|tambi[eé]n (?:te|le) (?:puede|podr[ií]a) interesar|volver (?:a [\w ]{1,20}|arriba)",
    r"(?:hist[oó]rias|not[ií]cias|artigos|postagens|publica[cç][oõ]es|conte[uú]dos?)"
    r" (?:relacionad[oa]s?|semelhantes|recentes|anteriores|em destaque|de impacto)",
    r"(?:mais|outras|[uú]ltimas) (?:hist[oó]rias|not[ií]cias)(?: de impacto)?|(?:mais|outros) artigos",
    r"(?:leia|ler|veja|ver|saiba) (?:mais|tamb[eé]m|tod[oa]s)(?: (?:hist[oó]rias|not[ií]cias|as [\w ]+))?"
    r"|continue lendo|voc[eê] tamb[eé]m pode (?:gostar|se interessar)|voltar (?:para [\w ]{1,20}|ao topo)",
)
GIVING = re.compile(
    r"\b(?:donat(?:e|ion|ions|ing)|fundraising|donar|donaci[oó]n|donaciones|donativos?|aportaci[oó]n|"
    r"doar|doe|doa[cç][aã]o|doa[cç][oõ]es|tax[- ]deductible)\b",
    re.I,
)
ASKING = re.compile(
    r"\b(?:please|click|button|make an?|support (?:us|our)|help us|your (?:gift|donation|support)|"
    r"haga|haz|clic|bot[oó]n|por favor|apoye|ap[oó]y[ea]nos|su (?:donaci[oó]n|apoyo)|tu donaci[oó]n|"
    r"fa[cç]a|clique|bot[aã]o|apoie|ajude|sua (?:doa[cç][aã]o|contribui[cç][aã]o))\b",
    re.I,
)
HELP_US = re.compile(
    r"^(?:please )?(?:help|support) us\b|^(?:ay[uú]d[ea]nos|ap[oó]y[ea]nos|ajude-nos|apoie-nos)\b",
    re.I,
)
YOUR_GIFT = re.compile(
    r"^(?:please )?(?:join us|your (?:gift|donation|support))\b|^(?:su|tu|cada) (?:donaci[oó]n|apoyo)\b|^[uú]n[ae]se\b|"
    r"^(?:sua (?:doa[cç][aã]o|contribui[cç][aã]o)|junte-se)\b",
    re.I,
)
DONATE = _whole(
    r"donate(?: now| today| here| online)?|give(?: now| today)?|make a (?:donation|gift)|support (?:us|our work)",
    r"donar(?: ahora| aqu[ií])?|done(?: ahora| aqu[ií]| hoy)?|(?:haga|haz|hacer) una donaci[oó]n|ap[oó]y[ea]nos",
    r"doar(?: agora| aqui)?|doe(?: agora| aqui| hoje)?|fa(?:ça|zer) uma doa[cç][aã]o|apoie-nos",
)
FOOTER = re.compile(
    r"^\s*(?:©|\(c\)|copyright\b)|\ball rights reserved\b|\btodos los derechos reservados\b|"
    r"\btodos os direitos reservados\b|\b501\s?\(c\)\s?\(?3\)?|^(?:powered by|website by|sitio desarrollado por)\b|"
    r"^(?:privacy policy|terms (?:of (?:use|service)|and conditions)|legal notice|accessibility|site ?map|"
    r"pol[ií]tica de privacid?ad[e]?|t[eé]rminos (?:de uso|y condiciones)|aviso legal|mapa d(?:el|o) siti?o|"
    r"termos de uso|aviso de privacidad)[.\s]*$",
    re.I,
)
COOKIES = re.compile(
    r"^(?=.{0,400}$)(?=.*\bcookies\b)(?=.*\b(?:we use|(?:this|our) (?:web)?site uses|by (?:continuing|clicking)|accept|"
    r"utilizamos|usamos|este sitio (?:web )?(?:usa|utiliza)|al (?:continuar|hacer clic|navegar)|acept\w+|"
    r"este site (?:usa|utiliza)|ao (?:continuar|clicar|navegar)|aceit\w+)\b)|"
    r"^(?:accept(?: all)?|reject(?: all)?|decline|aceptar(?: todas?)?|rechazar(?: todas?)?|aceitar(?: todos)?|recusar)"
    r"(?: cookies)?[.\s]*$|^(?:cookie (?:settings|preferences|policy)|pol[ií]tica de cookies)$",
    re.I | re.S,
)
SHARE = _whole(
    r"share(?: (?:this|on|via|with)\b[\w ,/&]{0,60})?|follow us(?: on [\w ,/&]{0,60})?",
    r"tweet|print|copy link|email this",
    r"compart(?:ir|e|a|ilhar|ilhe)(?: (?:en|esto|por|em|no|na|isto|est[ea])\b[\w ,/&áéíóú]{0,60})?"
    r"|imprimir|copiar (?:el |o )?(?:enlace|link)|s[ií]g[ua]e?nos(?: en [\w ,/&]{0,60})?|siga-nos(?: [\w ,/&]{0,60})?",
    r"(?:(?:facebook|twitter|x|linkedin|whatsapp|telegram|instagram|youtube|e-?mail|pinterest|bluesky|tiktok|flickr)"
    r"[\s|,·/•]*)+",
)
RELATED_SECTION = re.compile(
    r"stor(?:y|ies)|news|articles?|posts|like|interested|related|reading|historias|noticias|art[ií]culos|entradas|"
    r"interesar|relacionad|hist[oó]rias|not[ií]cias|artigos|gostar|tamb[eé]m",
    re.I,
)
NEWSLETTER = re.compile(
    r"^(?=.{0,300}$)(?:(?:subscribe|sign up|join)\b.*\b(?:newsletter|mailing list|updates|email|inbox)\b|"
    r"(?:suscr[ií]b[ae](?:se|te)|inscr[ií]b[ae](?:se|te)|reciba)\b.*\b(?:bolet[ií]n|novedades|correo|lista)\b|"
    r"(?:assine|inscreva-se|cadastre-se|receba)\b.*\b(?:newsletter|boletim|novidades|e-?mail|lista)\b|"
    r"(?:subscribe|sign up|suscribirse|suscr[ií]bete|suscr[ií]base|assinar|inscreva-se|newsletter)[.!\s]*$|"
    r"thank you! your submission has been received!?$|oops! something went wrong while submitting the form\.?$)",
    re.I | re.S,
)
LANGUAGE_NAME = (
    r"(?:english|espa[nñ]ol|spanish|portugu[eê]s|portuguese|castellano|ingl[eéê]s|espanhol|fran[cç]ais|"
    r"en|es|pt|pt-br|esp|eng|por)"
)
LANGUAGE_SWITCH = _whole(
    rf"[\[(]?(?:{LANGUAGE_NAME}[\s|/·•,\-–]*)+[\])]?",
    rf"[\[(]?(?:(?:read|available)(?: this)? )?(?:in )?{LANGUAGE_NAME}"
    r"(?: (?:version|translation|text))?(?: (?:below|follows|here))*[\])]?",
    rf"[\[(]?(?:versi[oó]n|vers[aã]o|texto|traducci[oó]n|tradu[cç][aã]o)? ?(?:en|em|al?) {LANGUAGE_NAME}"
    r"(?: (?:abajo|abaixo|m[aá]s abajo|a continuaci[oó]n))?[\])]?",
)
READING_TIME = _whole(
    r"\d+ ?(?:-| )?min(?:ute)?s?(?: read)?",
    r"\d+ minutos? (?:de )?lectura|lectura de \d+ minutos?",
    r"\d+ minutos? de leitura|leitura de \d+ minutos?|tempo de leitura:? ?\d+ min\w*|tiempo de lectura:? ?\d+ min\w*",
)
BYLINE = re.compile(
    r"^(?:by|por|written by|escrito por|texto de)\s+(?-i:[A-ZÁÉÍÓÚÑÂÊÔÃÕÇ])[^.:;]{2,80}$|"
    r"^(?:author|autora?|autoría)\s*:\s*\S.{2,80}$",
    re.I,
)
SKIP = _whole(
    r"skip to (?:main )?content|toggle navigation|open menu|close(?: menu)?|men[uú]",
    r"(?:saltar|ir) al contenido(?: principal)?|abrir men[uú]|cerrar(?: men[uú])?",
    r"(?:pular|ir) para o conte[uú]do(?: principal)?|fechar(?: menu)?",
)
SEPARATOR = re.compile(r"^[\W_]+$")
MENU_WORDS = frozenset(
    entry.strip()
    for line in """
    home | about | about us | who we are | what we do | our work | our team | team | programs | programmes | projects
    news | press | media | blog | events | library | resources | publications | contact | contact us | careers | search
    login | log in | sign in | get involved | take action | training | faq | gallery | history | mission | members
    partners | ingrese | membros da rede
    inicio | nosotros | sobre nosotros | quienes somos | quiénes somos | qué hacemos | programas | proyectos | noticias
    prensa | eventos | biblioteca | recursos | publicaciones | contacto | contáctenos | contáctanos | buscar | ingresar
    iniciar sesión | equipo | historia | miembros | galería | acerca de | acerca | la red | la institución | donar
    início | sobre | sobre nós | quem somos | o que fazemos | projetos | notícias | imprensa | publicações | contato
    fale conosco | entrar | equipe | história | membros | acervo | a rede | institucional | donate | doe
    """.splitlines()
    for entry in line.split("|")
    if entry.strip()
)
COLLECTION = re.compile(
    r"\b(?:papers|reports|briefs|resources|publications|documents|library|booklets?|manuals|guides|studies|"
    r"collections?|toolkits|newsletters|archives|proceedings|"
    r"informes|documentos|publicaciones|recursos|materiales|biblioteca|cuadernos|"
    r"estudios|boletines|folletos|manuales|gu[ií]as|actas|memorias|relat[oó]rios|publica[cç][oõ]es|materiais|cadernos|"
    r"estudos|boletins|livretos|manuais|guias|atas|acervo)\b",
    re.I,
)


def furniture_reason(piece: Piece) -> Reason | None:
    """Why the wording of the piece alone shows that it is not of the article; None where it does not."""
    text = piece.text
    if SEPARATOR.match(text) and not any(char.isalnum() for char in text):
        return Reason.SEPARATOR
    if len(text) <= 400 and is_appeal(text):
        return Reason.DONATION
    if len(text) <= 90:
        for pattern, reason in SHORT:
            if pattern.match(text):
                return reason
    if COOKIES.search(text):
        return Reason.COOKIES
    if NEWSLETTER.match(text):
        return Reason.NEWSLETTER
    if len(text) <= 300 and FOOTER.search(text):
        return Reason.FOOTER
    return Reason.NAVIGATION if is_menu_line(text) else None


SHORT = (
    (EMPTY, Reason.EMPTY_LIST),
    (LANGUAGE_SWITCH, Reason.LANGUAGE_SWITCH),
    (RELATED, Reason.RELATED),
    (DONATE, Reason.DONATION),
    (SHARE, Reason.SHARE),
    (READING_TIME, Reason.READING_TIME),
    (SKIP, Reason.NAVIGATION),
)


def is_appeal(text: str) -> bool:
    """Whether a short text asks the reader to give."""
    giving = bool(GIVING.search(text))
    if (HELP_US.search(text) and (giving or text.endswith("!"))) or (giving and YOUR_GIFT.search(text)):
        return True
    return len(text) <= 250 and text.count(". ") <= 2 and giving and len(set(ASKING.findall(text.lower()))) >= 2


def is_menu_line(text: str) -> bool:
    """Whether one line holds a whole menu, its entries divided by signs or arrows."""
    entries = [entry.strip().lower() for entry in re.split(r"\s*(?:[|·•>›»/]|\s{2,}|\t)\s*", text) if entry.strip()]
    return len(entries) >= 2 and sum(entry in MENU_WORDS for entry in entries) * 2 >= len(entries)


def mark_menus(pieces: list[Piece]) -> None:
    """Runs of short pieces of which a third and more are entries of a usual menu, from the first such to the last."""
    start = 0
    while start < len(pieces):
        end = start
        while end < len(pieces) and _could_be_entry(pieces[end]):
            end += 1
        run = pieces[start:end]
        known = [i for i, piece in enumerate(run) if piece.text.lower().strip(" .") in MENU_WORDS]
        entries = run[known[0] : known[-1] + 1] if known else []
        if len(known) >= 2 and len(known) * 3 >= len(entries):
            for piece in entries:
                piece.reason = Reason.NAVIGATION
        start = end + 1


def _could_be_entry(piece: Piece) -> bool:
    short = len(piece.text) <= 30 and piece.text.count(" ") <= 3 and not any(char.isdigit() for char in piece.text)
    return short and piece.is_text and piece.reason in {None, Reason.DONATION} and piece.kind != "heading"


def mark_repeated_empty_sentences(pieces: list[Piece]) -> None:
    """A short sentence that follows three and more different titles says that a list is empty, whatever its words."""
    after: dict[str, set[str]] = {}
    for before, piece in pairwise(pieces):
        sentence = piece.kind != "heading" and not piece.linked and len(piece.text) <= 60
        if sentence and piece.reason is None and before.text != piece.text and is_title_like(before):
            after.setdefault(piece.text, set()).add(before.text)
    counts = Counter(piece.text for piece in pieces)
    for piece in pieces:
        titles = after.get(piece.text, set())
        told = piece.text.endswith((".", "…")) or re.search(
            r"\b(?:no|none|soon|pronto|próximamente|breve|sem|sin|yet)\b", piece.text, re.I
        )
        if len(titles) >= 3 and counts[piece.text] == len(titles) and told:
            piece.reason = Reason.EMPTY_LIST
