// What one would write in Go: bufio and encoding/json.
//
// usage: fold URL [ORDERS]    see README.md beside this file
//        fold --lines URL     writes {"id":…,"event":…,"data":…} for each event instead
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"math"
	"net/http"
	"os"
)

type Item struct {
	ItemID   string  `json:"itemId"`
	Name     string  `json:"name"`
	Quantity int64   `json:"quantity"`
	Price    float64 `json:"price"`
}

type Event struct {
	OrderID        string   `json:"orderId"`
	CustomerID     *string  `json:"customerId"`
	Status         *string  `json:"status"`
	Items          []Item   `json:"items"`
	Total          *float64 `json:"total"`
	ItemCount      *int64   `json:"itemCount"`
	SubmittedAt    *string  `json:"submittedAt"`
	AssignedTo     *string  `json:"assignedTo"`
	TrackingNumber *string  `json:"trackingNumber"`
	Carrier        *string  `json:"carrier"`
	Reason         *string  `json:"reason"`
	Item
}

type Order struct {
	CustomerID, Status, SubmittedAt, AssignedTo, TrackingNumber, Carrier, Reason string
	Total                                                                        *float64
	ItemCount                                                                    *int64
	Items                                                                        []Item
}

func cents(amount float64) int64 { return int64(math.Round(amount * 100)) }

func assign(to *string, value *string) {
	if value != nil {
		*to = *value
	}
}

func (order *Order) merge(event *Event, status string) {
	if status != "" {
		order.Status = status
	}
	assign(&order.Status, event.Status)
	assign(&order.CustomerID, event.CustomerID)
	assign(&order.SubmittedAt, event.SubmittedAt)
	assign(&order.AssignedTo, event.AssignedTo)
	assign(&order.TrackingNumber, event.TrackingNumber)
	assign(&order.Carrier, event.Carrier)
	assign(&order.Reason, event.Reason)
	if event.Total != nil {
		order.Total = event.Total
	}
	if event.ItemCount != nil {
		order.ItemCount = event.ItemCount
	}
}

func (order *Order) put(item Item) {
	for index := range order.Items {
		if order.Items[index].ItemID == item.ItemID {
			order.Items[index] = item
			return
		}
	}
	order.Items = append(order.Items, item)
}

func (order *Order) remove(id string) {
	for index := range order.Items {
		if order.Items[index].ItemID == id {
			order.Items = append(order.Items[:index], order.Items[index+1:]...)
			return
		}
	}
}

type Fold struct {
	orders map[string]*Order
	events int
}

func (fold *Fold) apply(kind string, data []byte) {
	fold.events++
	var event Event
	if err := json.Unmarshal(data, &event); err != nil {
		log.Fatal(err)
	}
	if event.OrderID == "" {
		return
	}
	order := fold.orders[event.OrderID]
	if order == nil {
		order = &Order{Status: "CREATED"}
		fold.orders[event.OrderID] = order
	}
	switch kind {
	case "order-created":
		*order = Order{Items: event.Items}
		order.merge(&event, "CREATED")
	case "order-item-added":
		order.put(event.Item)
	case "order-item-removed":
		order.remove(event.ItemID)
	case "order-updated":
		order.merge(&event, "")
	case "order-submitted":
		order.merge(&event, "PENDING")
	case "order-shipped":
		order.merge(&event, "SHIPPED")
	case "order-cancelled":
		order.merge(&event, "CANCELLED")
	}
}

// read calls back for each event until the stream ends or the callback says so.
func read(stream *bufio.Reader, dispatch func(id string, kind string, data []byte) bool) {
	var id, kind string
	var data []byte
	for {
		line, err := stream.ReadSlice('\n')
		if err != nil {
			return
		}
		line = bytes.TrimRight(line, "\r\n")
		switch {
		case len(line) == 0:
			if len(data) > 0 && !dispatch(id, kind, data) {
				return
			}
			kind, data = "", data[:0]
		case bytes.HasPrefix(line, []byte("data: ")):
			if len(data) > 0 {
				data = append(data, '\n')
			}
			data = append(data, line[6:]...)
		case bytes.HasPrefix(line, []byte("event: ")):
			kind = string(line[7:])
		case bytes.HasPrefix(line, []byte("id: ")):
			id = string(line[4:])
		}
	}
}

func connect(url string) *bufio.Reader {
	response, err := http.Get(url)
	if err != nil {
		log.Fatal(err)
	}
	return bufio.NewReaderSize(response.Body, 1<<20)
}

func writeLines(stream *bufio.Reader) {
	type Line struct {
		ID    string `json:"id"`
		Event string `json:"event"`
		Data  string `json:"data"`
	}
	output := bufio.NewWriterSize(os.Stdout, 1<<16)
	lines := json.NewEncoder(output)
	lines.SetEscapeHTML(false)
	read(stream, func(id string, kind string, data []byte) bool {
		if err := lines.Encode(Line{id, kind, string(data)}); err != nil {
			log.Fatal(err)
		}
		// Whoever watches sees a line when it has come.
		if stream.Buffered() == 0 {
			output.Flush()
		}
		return true
	})
	output.Flush()
}

func (fold *Fold) summarize() {
	summary := map[string]int64{"events": int64(fold.events), "orders": int64(len(fold.orders))}
	for _, order := range fold.orders {
		summary[order.Status]++
		summary["items"] += int64(len(order.Items))
		if order.Total != nil {
			summary["totals"] += cents(*order.Total)
		}
		for _, item := range order.Items {
			summary["lines"] += item.Quantity * cents(item.Price)
		}
	}
	text, _ := json.Marshal(summary)
	fmt.Println(string(text))
}

func (fold *Fold) write(path string) {
	file, err := os.Create(path)
	if err != nil {
		log.Fatal(err)
	}
	output := bufio.NewWriter(file)
	for id, order := range fold.orders {
		total, count := "", ""
		if order.Total != nil {
			total = fmt.Sprint(cents(*order.Total))
		}
		if order.ItemCount != nil {
			count = fmt.Sprint(*order.ItemCount)
		}
		fmt.Fprintf(output, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t", id, order.CustomerID, order.Status, total, count,
			order.SubmittedAt, order.AssignedTo, order.TrackingNumber, order.Carrier, order.Reason)
		for index, item := range order.Items {
			if index > 0 {
				output.WriteString("|")
			}
			fmt.Fprintf(output, "%s:%s:%d:%d", item.ItemID, item.Name, item.Quantity, cents(item.Price))
		}
		output.WriteString("\n")
	}
	if err := output.Flush(); err != nil {
		log.Fatal(err)
	}
	file.Close()
}

func main() {
	if len(os.Args) > 2 && os.Args[1] == "--lines" {
		writeLines(connect(os.Args[2]))
		return
	}
	fold := Fold{orders: map[string]*Order{}}
	isDone := false
	read(connect(os.Args[1]), func(_ string, kind string, data []byte) bool {
		fold.apply(kind, data)
		isDone = kind == "replay-complete"
		return !isDone
	})
	if !isDone {
		log.Fatal("the stream broke off")
	}
	fmt.Println("done")
	fold.summarize()
	if len(os.Args) > 2 {
		fold.write(os.Args[2])
	}
	io.Copy(io.Discard, os.Stdin)
}
