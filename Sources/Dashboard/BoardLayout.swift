import TerminalUI

/// How the big-number board shares out its room: a function of size and figures.
struct BoardLayout: Equatable {
  struct Tile: Equatable {
    /// Which of the figures.
    var figure: Int
    var rect: Rect
    /// The size of its dots.
    var scale: Int
    var hasNote: Bool
  }

  /// The state's words, large, and their size; empty: it is told in the first line alone.
  private(set) var banner = Rect(columns: 0, rows: 0)
  private(set) var bannerScale = 0
  /// How many of the words fit.
  private(set) var bannerWords = 0
  /// One row that says more of the state.
  private(set) var bannerNote = Rect(columns: 0, rows: 0)
  private(set) var tiles: [Tile] = []
  /// Where the figures stand as text that are no tiles.
  private(set) var text = Rect(columns: 0, rows: 0)

  /// - Parameters:
  ///   - words: the state's, the most important first; empty while it is live.
  ///   - isCalm: they are no bad news, and the figures need the room more.
  init(_ area: Rect, figures: [BoardFigure], words: [String], isCalm: Bool, charset: Charset) {
    guard !area.isEmpty else { return }
    var rest = area
    layBanner(&rest, words: words, isCalm: isCalm, charset: charset)
    var plan = Plan.best(rest.size, figures: figures, charset: charset)
    if plan == nil, !banner.isEmpty, let whole = Plan.best(area.size, figures: figures, charset: charset) {
      // The first line tells the state; without the numbers this would be no board.
      banner = Rect(columns: 0, rows: 0)
      bannerNote = banner
      bannerWords = 0
      rest = area
      plan = whole
    }
    if let plan { lay(plan, in: rest) } else { text = rest }
  }

  private mutating func layBanner(_ area: inout Rect, words: [String], isCalm: Bool, charset: Charset) {
    guard area.rows >= (isCalm ? 16 : 9), !words.isEmpty else { return }
    let smallest = BlockText.smallestScale(charset)
    let highest = max(BlockText.rows(scale: smallest), area.rows * (isCalm ? 3 : 6) / 20)
    func scale(_ count: Int) -> Int {
      let text = BlockText(words.prefix(count).joined(separator: " "))
      return BlockText.scale(dots: text.columns(scale: 1), columns: area.columns - 2, rows: highest)
    }
    // All words, unless the first one can be much larger alone.
    let first = scale(1)
    guard first >= smallest else { return }
    bannerWords = (1...words.count).last { scale($0) >= max(smallest, (first + 1) / 2) } ?? 1
    bannerScale = scale(bannerWords)
    let isLoose = area.rows >= 20
    if isLoose { _ = area.cutTop(1) }
    banner = area.cutTop(BlockText.rows(scale: bannerScale))
    bannerNote = area.cutTop(1)
    if isLoose { _ = area.cutTop(1) }
  }

  private mutating func lay(_ plan: Plan, in area: Rect) {
    var area = area
    if plan.hasText { text = area.cutBottom(1) }
    let bands = plan.bands
    let spare = area.rows - bands.reduce(0) { $0 + $1.rows }
    var given = 0
    for (index, band) in bands.enumerated() {
      // Room that nobody needs goes between the bands, above the first and below the last.
      let above = spare * (index + 1) / (bands.count + 1) - given
      given += above
      _ = area.cutTop(above)
      var row = area.cutTop(band.rows)
      for (place, figure) in band.figures.enumerated() {
        let width = row.columns / (band.figures.count - place)
        tiles.append(
          Tile(figure: figure, rect: row.cutLeft(width), scale: band.scale, hasNote: plan.hasNotes))
      }
    }
  }
}

/// One way to share out the room.
private struct Plan {
  struct Band {
    var figures: [Int]
    var scale: Int
    var rows: Int
  }

  var bands: [Band]
  var hasNotes: Bool
  /// A row is left for the figures that are no tiles.
  var hasText: Bool
  var score: Double

  /// The two first figures as large as possible, and of the others as many as can be read well.
  static func best(_ size: Size, figures: [BoardFigure], charset: Charset) -> Plan? {
    let primary = Array(figures.indices.prefix(BoardFigure.primaryCount))
    let secondary = Array(figures.indices.dropFirst(BoardFigure.primaryCount))
    let smallest = BlockText.smallestScale(charset)
    let dots = figures.map(\.dots)
    // Where there is room, bands are kept apart.
    let gap = size.rows >= 14 ? 1 : 0
    var best: Plan?
    for hasNotes in [true, false] {
      let frame = (hasNotes ? 2 : 1) + gap
      for (count, lines) in [(4, 1), (4, 2), (3, 1), (2, 1), (0, 0)] where count <= secondary.count {
        let shown = Array(secondary.prefix(count))
        let perLine = lines > 0 ? count / lines : 1
        let hasText = count < secondary.count
        let widest = shown.isEmpty ? smallest : scale(shown, dots, columns: size.columns / perLine, rows: size.rows)
        guard widest >= smallest else { continue }
        for small in smallest...widest {
          let small = shown.isEmpty ? 0 : small
          let height = BlockText.rows(scale: small) + frame
          let left = size.rows - (shown.isEmpty ? 0 : lines * height) - (hasText ? 1 : 0)
          for stacked in [1, 2] {
            let large = scale(
              primary, dots, columns: size.columns / (primary.count / stacked), rows: left / stacked - frame)
            guard large >= max(small, smallest) else { continue }
            let score =
              4 * worth(large) + Double(count) * worth(small) + Double(secondary.count - count) * 0.3
              + (hasNotes ? 1 : 0)
            guard score > best?.score ?? 0 else { continue }
            let bands =
              primary.chunked(primary.count / stacked)
              .map { Band(figures: $0, scale: large, rows: BlockText.rows(scale: large) + frame - gap) }
              + shown.chunked(perLine).map { Band(figures: $0, scale: small, rows: height - gap) }
            best = Plan(bands: bands, hasNotes: hasNotes, hasText: hasText, score: score)
          }
        }
      }
    }
    return best
  }

  /// What a size is worth: the smallest letters are read from near only.
  private static func worth(_ scale: Int) -> Double { scale > 1 ? Double(scale).squareRoot() : 0.6 }

  /// The largest size in which all of them fit; 0 when none does.
  private static func scale(_ shown: [Int], _ dots: [Int], columns: Int, rows: Int) -> Int {
    BlockText.scale(dots: shown.map { dots[$0] }.max() ?? 1, columns: columns - 2, rows: rows)
  }
}

extension Array {
  /// In order, so many at a time.
  fileprivate func chunked(_ count: Int) -> [[Element]] {
    stride(from: 0, to: self.count, by: Swift.max(1, count)).map { Array(self[$0..<Swift.min($0 + count, self.count)]) }
  }
}
