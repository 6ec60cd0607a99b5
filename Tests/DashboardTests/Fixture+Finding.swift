import OrderStore

extension Fixture {
  /// Filters and searches, being typed and in force, and the list of columns to sort by.
  static let finding: [Fixture] = [
    Fixture("filter-cursor") { snapshot in
      snapshot.view.filterBeingEdited = "status!=ship \"a rather long text that does not fit into any line\" x"
      snapshot.view.behindCursor = 30
    },
    Fixture("filter-problem") { snapshot in
      snapshot.view.filterBeingEdited = "total>abc"
      snapshot.orders.filterProblem = .noNumber("abc")
    },
    Fixture("search-typing") { snapshot in
      snapshot.view.searchBeingEdited = "Ware"
      snapshot.orders.selectedRow = 2
    },
    Fixture("search-failing") { snapshot in
      snapshot.view.searchBeingEdited = "nowhere"
      snapshot.view.isSearchFailing = true
    },
    Fixture("search-found-log") { snapshot in
      snapshot.view.search = "order-created"
      snapshot.view.focus = .log
      snapshot.log.rows[7].isFound = true
    },
    Fixture("sort-list") { snapshot in
      let options = SortColumn.allCases.map { Choice.Option($0.rawValue, note: $0 == .worstFirst ? "now" : "") }
      snapshot.view.choice = Choice(.sort, title: "Sort by", options: options, selected: 5)
    },
  ]
}
