"""Lines of a table that become text of a draft: what a column means, in six languages. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from comity.kernel.errors import ComityError

MOST_LINES: Final = 500
"""More lines than any field of a request has room for."""


class Meaning(StrEnum):
    """What the cells of a column are."""

    NAME = "name"
    ROLE = "role"
    ADDRESS = "address"
    COUNTRY = "country"
    IDENTIFIER = "identifier"
    BORN = "born"
    GOODS = "goods"
    HS_CODE = "hs_code"
    QUANTITY = "quantity"
    UNIT = "unit"
    WEIGHT = "weight"
    VALUE = "value"
    CURRENCY = "currency"
    ORIGIN = "origin"
    DECLARATION = "declaration"
    DATE = "date"
    CONTAINER = "container"
    SEAL = "seal"
    MEANS = "means"
    WAYBILL = "waybill"
    INVOICE = "invoice"


# Which field of a draft takes the line that these make, in the order in which they are written.
FIELDS_OF_LINES: Mapping[str, tuple[Meaning, ...]] = MappingProxyType(
    {
        "parties": (
            *(Meaning.NAME, Meaning.ROLE, Meaning.ADDRESS, Meaning.COUNTRY),
            *(Meaning.IDENTIFIER, Meaning.BORN),
        ),
        "goods_description": (
            *(Meaning.GOODS, Meaning.HS_CODE, Meaning.QUANTITY, Meaning.UNIT, Meaning.WEIGHT),
            *(Meaning.VALUE, Meaning.CURRENCY, Meaning.ORIGIN),
        ),
        "facts": (
            *(Meaning.DECLARATION, Meaning.DATE, Meaning.CONTAINER, Meaning.SEAL),
            *(Meaning.MEANS, Meaning.WAYBILL, Meaning.INVOICE),
        ),
    }
)

# Headers people write, folded: English, French, Spanish, Ukrainian, Swahili, Arabic.
HEADERS: Mapping[Meaning, tuple[str, ...]] = MappingProxyType(
    {
        Meaning.NAME: (
            *("name", "company", "party", "person", "full name", "company name"),
            *("nom", "societe", "raison sociale", "nombre", "empresa", "razon social"),
            *("назва", "імʼя", "ім'я", "особа", "компанія", "підприємство", "піб"),
            *("jina", "kampuni", "mtu", "اسم", "الاسم", "الشركه", "الشركة"),
        ),
        Meaning.ROLE: (
            *("role", "capacity", "qualite", "papel", "funcion", "calidad"),
            *("роль", "статус", "nafasi", "wajibu", "الصفة", "الدور"),
        ),
        Meaning.ADDRESS: (
            *("address", "adresse", "direccion", "domicilio", "адреса", "anwani"),
            *("العنوان", "عنوان"),
        ),
        Meaning.COUNTRY: ("country", "pays", "pais", "країна", "nchi", "البلد", "الدولة"),
        Meaning.IDENTIFIER: (
            *("identifier", "id", "tin", "tax number", "vat", "pin", "passport", "registration"),
            *("identifiant", "numero fiscal", "siren", "eori", "nif", "rfc", "pasaporte"),
            *("код", "єдрпоу", "іпн", "паспорт", "ідентифікатор"),
            *("namba ya kodi", "kitambulisho", "الرقم الضريبي", "رقم الهوية", "المعرف"),
        ),
        Meaning.BORN: (
            *("born", "date of birth", "birth", "ne le", "date de naissance"),
            *("fecha de nacimiento", "nacimiento", "дата народження"),
            *("tarehe ya kuzaliwa", "تاريخ الميلاد"),
        ),
        Meaning.GOODS: (
            *("goods", "description", "description of goods", "product", "item"),
            *("marchandise", "marchandises", "designation", "mercancia", "mercancias", "producto"),
            *("descripcion", "товар", "товари", "опис", "опис товару"),
            *("bidhaa", "maelezo", "البضاعة", "البضائع", "الوصف"),
        ),
        Meaning.HS_CODE: (
            *("hs", "hs code", "tariff", "tariff code", "commodity code"),
            *("code sh", "sh", "nomenclature", "sa", "codigo sa", "partida", "codigo arancelario"),
            *("уктзед", "код товару", "код уктзед", "msimbo wa hs", "رمز النظام المنسق", "التعرفة"),
        ),
        Meaning.QUANTITY: (
            *("quantity", "qty", "number", "quantite", "cantidad"),
            *("кількість", "idadi", "kiasi", "الكمية"),
        ),
        Meaning.UNIT: (
            *("unit", "unite", "unidad", "одиниця", "од.", "одиниця виміру", "kipimo", "الوحدة"),
        ),
        Meaning.WEIGHT: (
            *("weight", "gross weight", "net weight", "kg", "poids", "peso"),
            *("вага", "маса", "uzito", "الوزن"),
        ),
        Meaning.VALUE: (
            *("value", "amount", "price", "declared value", "valeur", "montant", "prix"),
            *("valor", "importe", "precio", "вартість", "сума", "ціна"),
            *("thamani", "bei", "القيمة", "المبلغ"),
        ),
        Meaning.CURRENCY: ("currency", "devise", "moneda", "валюта", "sarafu", "العملة"),
        Meaning.ORIGIN: (
            *("origin", "country of origin", "origine", "pays d'origine", "origen"),
            *("pais de origen", "походження", "країна походження"),
            *("asili", "nchi ya asili", "المنشأ", "بلد المنشأ"),
        ),
        Meaning.DECLARATION: (
            *("declaration", "declaration number", "mrn", "entry", "entry number"),
            *("numero de declaration", "declaracion", "pedimento", "numero de declaracion"),
            *("декларація", "мд", "номер декларації"),
            *("tamko", "namba ya tamko", "البيان", "رقم البيان", "التصريح"),
        ),
        Meaning.DATE: (*("date", "day", "fecha", "дата", "tarehe", "التاريخ"),),
        Meaning.CONTAINER: (
            *("container", "container number", "conteneur", "contenedor"),
            *("контейнер", "номер контейнера", "kontena", "الحاوية", "رقم الحاوية"),
        ),
        Meaning.SEAL: (
            *("seal", "seal number", "scelle", "precinto", "пломба", "lakiri", "الختم"),
        ),
        Meaning.MEANS: (
            *("vessel", "ship", "vehicle", "truck", "plate", "flight", "means of transport"),
            *("navire", "vehicule", "camion", "moyen de transport"),
            *("buque", "vehiculo", "camion", "matricula", "medio de transporte"),
            *("судно", "транспортний засіб", "автомобіль", "рейс"),
            *("meli", "gari", "السفينة", "المركبة", "وسيلة النقل"),
        ),
        Meaning.WAYBILL: (
            *("waybill", "bill of lading", "b/l", "bl", "air waybill", "awb", "cmr"),
            *("connaissement", "lettre de transport", "conocimiento de embarque"),
            *("коносамент", "накладна", "hati ya shehena", "بوليصة الشحن"),
        ),
        Meaning.INVOICE: (
            *("invoice", "invoice number", "facture", "factura", "рахунок", "інвойс"),
            *("ankara", "الفاتورة", "رقم الفاتورة"),
        ),
    }
)


class NoColumnKnownError(ComityError):
    """No column of a table was recognised, and none was chosen."""

    code = "lines_no_column"


class TooManyLinesError(ComityError):
    """The table has more lines than any field of a request has room for."""

    code = "lines_too_many"


class MeaningTwiceError(ComityError):
    """Two columns were chosen for one thing."""

    code = "lines_meaning_twice"
