/// The reference server of `GET /v1/orders/live`.
package enum OrderServer {}
