/// Something to do with the program, for help and manual.
struct Example: Sendable {
  /// What it is for: half a sentence.
  var purpose: String
  /// A line for the shell.
  var command: String

  init(_ purpose: String, _ command: String) {
    self.purpose = purpose
    self.command = command
  }

  /// The ones to begin with, for the help of the program itself.
  static let first = [
    Example("Look at it without a server", "ordertop demo"),
    Example("Watch a stream", "ordertop --url http://127.0.0.1:8080/v1/orders/live"),
    Example("Name it once, for all commands", "export ORDERTOP_URL=http://127.0.0.1:8080/v1/orders/live"),
    Example("One line per event", "ordertop tail"),
    Example("What the stream that was watched last is doing", "ordertop status"),
    Example("Its orders, for a spreadsheet", "ordertop export --format csv > orders.csv"),
  ]

  /// All of them.
  static let all =
    first + [
      Example("A stream that wants a token", "ordertop --url https://shop.example/v1/orders/live --token-file ~/token"),
      Example("The orders of one customer", "ordertop --customer-id cust-123"),
      Example(
        "Record ten minutes, and play them four times as fast",
        "ordertop record --output orders.sse --duration 600\n  ordertop demo --recording orders.sse --speed 4"),
      Example("The types of all events, as they come", "ordertop tail --format jsonl | jq -r .event"),
      Example("In ~/.tmux.conf", "set -g status-right '#(ordertop status --format tmux --width 60)'"),
    ]

  /// As paragraphs of a help text: the purpose, and below it the line.
  static func text(_ examples: [Example], separator: String = "\n") -> String {
    examples.map { "\($0.purpose):\n  \($0.command)" }.joined(separator: separator)
  }
}
