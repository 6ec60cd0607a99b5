"""Orders that live: made-up events, as a type and the JSON of its data."""
import random
import time


class Lives:
    """Makes one event after another for orders drawn at random; every order goes through the steps of a life.

    So many orders live at once. One that ends begins again; with `renews`, mostly as a new one, whose id is unheard of.
    """

    def __init__(self, orders, renews=False):
        self.random = random.Random(1)
        self.renews = renews
        self.numbers = list(range(orders))
        self.steps = bytearray(orders)
        self.count = orders

    def created(self, place):
        order = self.numbers[place]
        return (
            "order-created",
            f'{{"orderId":"order-{order:06}","customerId":"cust-{order % 997}","status":"CREATED","items":[],"total":0}}')

    def next(self):
        place = self.random.randrange(len(self.numbers))
        order = self.numbers[place]
        step = self.steps[place]
        self.steps[place] = (step + 1) % 8
        head = f'{{"orderId":"order-{order:06}"'
        if step in (0, 1):
            price = 1 + (order * 37 + step) % 9000
            return (
                "order-item-added",
                f'{head},"itemId":"item-{step}","name":"Widget {order % 50}","quantity":{1 + order % 4},'
                f'"price":{price / 100}}}')
        if step == 2:
            return "order-updated", f'{head},"total":{(order * 37 % 90000) / 100},"itemCount":2}}'
        if step == 3:
            return "order-submitted", f'{head},"status":"PENDING","submittedAt":"{now()}"}}'
        if step == 4:
            return "order-updated", f'{head},"status":"PROCESSING","assignedTo":"warehouse-{order % 9}"}}'
        if step == 5:
            return "order-item-removed", f'{head},"itemId":"item-1"}}'
        if step == 6 and order % 10 == 0:
            return "order-cancelled", f'{head},"status":"CANCELLED","reason":"payment failed"}}'
        if step == 6:
            return "order-shipped", f'{head},"status":"SHIPPED","trackingNumber":"1Z999AA1{order:08}","carrier":"UPS"}}'
        if self.renews and order % 8:
            self.numbers[place] = self.count
            self.count += 1
        return self.created(place)


def now():
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
