/// How many retries: a number, or `unlimited`.
package enum RetryLimit: Equatable, Sendable {
  case count(Int)
  case unlimited

  package init?(_ text: String) {
    if text == "unlimited" {
      self = .unlimited
    } else if let count = Int(text), count >= 0 {
      self = .count(count)
    } else {
      return nil
    }
  }
}

/// Where the bearer token is from; never the token itself.
package enum TokenSource: Equatable, Sendable {
  case none
  /// The file of that path.
  case file(String)
  /// `ORDERTOP_TOKEN`.
  case environment
}

/// How `tail` prints an event.
package enum TailFormat: String, CaseIterable, Sendable {
  case text, jsonl
}

/// How `status` is printed.
package enum StatusFormat: String, CaseIterable, Sendable {
  case plain, tmux, json
}

/// How `export` is printed.
package enum ExportFormat: String, CaseIterable, Sendable {
  case json, csv
}
