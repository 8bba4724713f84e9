"""The ideal customer."""

from bot.blocks import ids, parts
from bot.blocks.message import Message, View
from bot.blocks.notices import notice
from bot.blocks.wording import count
from scoring.titles import IdealCustomer


def modal(ideal: IdealCustomer) -> View:
    """One entry a line, filled with what is stored."""
    blocks = [
        parts.section("Whom do you want to meet? One entry a line, up to 20. Only you see this."),
        parts.field("titles", "Job titles", value="\n".join(ideal.titles), optional=True,
                    multiline=True, most=2000, placeholder="Head of Procurement"),
        parts.field("industries", "Industries", value="\n".join(ideal.industries), optional=True,
                    multiline=True, most=2000, placeholder="Logistics"),
        parts.field("companies", "Companies", value="\n".join(ideal.companies), optional=True,
                    multiline=True, most=2000, placeholder="Quillon Freight"),
    ]  # fmt: skip
    return parts.modal("Ideal customer", blocks, callback_id=ids.ICP_VIEW, submit="Save")


def how(command: str) -> Message:
    """Where no form can open."""
    text = "Tell me your ideal customer, so that I can judge which new connections fit."
    row = parts.actions(parts.button("Open the form", ids.ICP_OPEN))
    return Message(text, [parts.section(text), row])


def saved(ideal: IdealCustomer) -> View:
    """What was kept, and what follows."""
    if ideal.version is None:
        return parts.as_modal(notice("Your ideal customer is empty now. Seniority alone decides."))
    said = ", ".join(
        (
            count(len(ideal.titles), "title", "titles"),
            count(len(ideal.industries), "industry", "industries"),
            count(len(ideal.companies), "company", "companies"),
        )
    )
    return parts.as_modal(
        notice(
            f"Saved: {said}. I use them from your next upload on. "
            "Names are never kept, so older uploads can't be judged anew."
        )
    )
