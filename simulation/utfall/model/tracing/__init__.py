"""One run followed closely: a person's months with every payment and its reason, or a provider's months with the arithmetic of its decisions."""

from utfall.model.tracing.events import Happened, PersonTrace, ProviderMonth, ProviderTrace
from utfall.model.tracing.person import trace_person
from utfall.model.tracing.provider import trace_provider

__all__ = ["Happened", "PersonTrace", "ProviderMonth", "ProviderTrace", "trace_person", "trace_provider"]
