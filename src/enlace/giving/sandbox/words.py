"""The words of the sandbox's pages. It is a process of its own, without Enlace's catalogues."""

LANGUAGES = ("es", "en", "pt")


def language_of(asked: str) -> str:
    """The one of ours that comes nearest: `pt-br` is read as `pt`, any other as English."""
    short = asked.lower().split("-")[0]
    return short if short in LANGUAGES else "en"


def words(language: str) -> dict[str, str]:
    place = LANGUAGES.index(language_of(language))
    return {name: texts[place] for name, texts in WORDS.items()}


WORDS: dict[str, tuple[str, str, str]] = {
    "band": (
        "Proveedor de pagos de prueba: aquí no se mueve dinero.",
        "Test payment provider: no money moves here.",
        "Provedor de pagamentos de teste: aqui nenhum dinheiro é movimentado.",
    ),
    "pay_title": ("Pagar", "Pay", "Pagar"),
    "to": ("Para", "To", "Para"),
    "amount": ("Importe", "Amount", "Valor"),
    "rhythm": ("Frecuencia", "Rhythm", "Frequência"),
    "once": ("una vez", "once", "uma vez"),
    "monthly": ("cada mes", "every month", "todo mês"),
    "statement": ("En el resumen de la tarjeta", "On the card statement", "Na fatura do cartão"),
    "choose": ("Elija una tarjeta de prueba", "Choose a test card", "Escolha um cartão de teste"),
    "no_number": (
        "Esta página no pide ningún número de tarjeta. No escriba ninguno.",
        "This page asks for no card number. Do not type one anywhere.",
        "Esta página não pede número de cartão. Não digite nenhum.",
    ),
    "accepted": ("Aceptada", "Accepted", "Aceito"),
    "refused": ("Rechazada por el banco", "Refused by the bank", "Recusado pelo banco"),
    "confirm": (
        "Aceptada después de que el banco pide confirmación (3-D Secure)",
        "Accepted after the bank asks for confirmation (3-D Secure)",
        "Aceito depois que o banco pede confirmação (3-D Secure)",
    ),
    "delayed": (
        "Aceptada, pero el dinero llega más tarde",
        "Accepted, but the money comes later",
        "Aceito, mas o dinheiro chega mais tarde",
    ),
    "slow": (
        "Aceptada por un banco que tarda en responder",
        "Accepted by a bank that is slow to answer",
        "Aceito por um banco que demora a responder",
    ),
    "pay": ("Pagar", "Pay", "Pagar"),
    "cancel": ("Cancelar y volver", "Cancel and go back", "Cancelar e voltar"),
    "was_refused": (
        "El banco rechazó el pago. No se cobró nada. Elija otra tarjeta e inténtelo de nuevo.",
        "The bank refused the payment. Nothing was charged. Choose another card and try again.",
        "O banco recusou o pagamento. Nada foi cobrado. Escolha outro cartão e tente novamente.",
    ),
    "no_card": (
        "Elija una de las tarjetas de prueba.",
        "Choose one of the test cards.",
        "Escolha um dos cartões de teste.",
    ),
    "bank_title": ("Su banco pide confirmación", "Your bank asks you to confirm", "Seu banco pede confirmação"),
    "bank_text": (
        "En un pago real, aquí estaría la página de su banco.",
        "In a real payment, your bank’s page would be here.",
        "Em um pagamento real, aqui estaria a página do seu banco.",
    ),
    "bank_confirm": ("Confirmar el pago", "Confirm the payment", "Confirmar o pagamento"),
    "bank_decline": ("No confirmar", "Do not confirm", "Não confirmar"),
    "paid_title": ("Este pago ya está hecho", "This payment has been made", "Este pagamento já foi feito"),
    "paid_text": (
        "No se cobrará otra vez.",
        "It will not be charged again.",
        "Ele não será cobrado de novo.",
    ),
    "go_on": ("Continuar", "Continue", "Continuar"),
    "gone_title": ("Esta página ya no es válida", "This page is no longer valid", "Esta página não é mais válida"),
    "gone_text": (
        "Venció o fue cerrada. No se cobró nada. Vuelva y comience de nuevo.",
        "It expired or was closed. Nothing was charged. Go back and begin again.",
        "Ela expirou ou foi fechada. Nada foi cobrado. Volte e comece de novo.",
    ),
    "go_back": ("Volver", "Go back", "Voltar"),
    "card_title": ("Cambiar la tarjeta", "Change the card", "Trocar o cartão"),
    "card_accepted": ("Aceptada", "Accepted", "Aceito"),
    "card_refused": (
        "Rechazada de ahora en adelante",
        "Refused from now on",
        "Recusado de agora em diante",
    ),
    "card_save": ("Usar esta tarjeta", "Use this card", "Usar este cartão"),
    "card_gone_text": (
        "Venció, o la donación mensual ha terminado. No se cambió nada.",
        "It expired, or the monthly gift has ended. Nothing was changed.",
        "Ela expirou, ou a doação mensal terminou. Nada foi alterado.",
    ),
    "nothing_title": ("Aquí no hay nada", "There is nothing here", "Não há nada aqui"),
    "nothing_text": (
        "La dirección está incompleta, o los datos de prueba se borraron.",
        "The address is incomplete, or the test data has been removed.",
        "O endereço está incompleto, ou os dados de teste foram apagados.",
    ),
}
