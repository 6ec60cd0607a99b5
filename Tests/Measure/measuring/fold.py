"""What a stream of orders comes to while it goes on, and how an export differs from that."""
import functools
import itertools
import json

from measuring.workload import change, order_line

CLOSED = {"SHIPPED", "CANCELLED"}
# How many closed orders with an alarm stay however old they are; see Reducer.swift.
KEPT_ALARMS = 1000

# JSON, with numbers as they are written.
parse = functools.partial(json.loads, parse_float=str)


class Fold:
    """The orders after some events. `changed` tells when each was last heard of."""

    def __init__(self):
        self.orders = {}
        self.changed = {}

    def apply(self, kind, data, at):
        self.changed[data["orderId"]] = at
        change(self.orders, kind, data)

    def is_closed(self, order):
        return self.orders[order]["status"] in CLOSED

    def may_stay(self, order, kept):
        """A cancelled one stays until somebody has acknowledged that it was cancelled, but not any number of them."""
        return order["status"] not in CLOSED or order["status"] == "CANCELLED" and next(kept) < KEPT_ALARMS

    def forget(self, before):
        """Drops shipped orders that nothing was heard of since; cancelled ones may still be there."""
        shipped = [order for order in self.changed if self.orders[order]["status"] == "SHIPPED"]
        for order in [order for order in shipped if self.changed[order] < before]:
            del self.orders[order], self.changed[order]

    def differences(self, exported, kept_since, gone_before):
        """Sentences on what an export has otherwise.

        Closed orders heard of after `kept_since` must be there, and those not heard of since `gone_before` must not;
        one in between may.
        """
        found = {}
        for order in exported:
            if order["orderId"] in found:
                yield f"{order['orderId']} is there twice"
            order["reason"] = order.get("cancellationReason")
            found[order["orderId"]] = order_line(order["orderId"], order, order["items"])
        # Cancelled ones that are kept although they are old.
        kept = itertools.count()
        for name, order in self.orders.items():
            actual = found.pop(name, None)
            at = self.changed[name]
            expected = order_line(name, order, order["items"].values())
            if actual is None and (at > kept_since or not self.is_closed(name)):
                yield f"{name} is missing"
            elif actual is not None and at < gone_before and not self.may_stay(order, kept):
                yield f"{name} should have been forgotten"
            elif actual is not None and actual != expected:
                yield f"{actual} instead of {expected}"
        for name in found:
            yield f"{name} should not be there"
