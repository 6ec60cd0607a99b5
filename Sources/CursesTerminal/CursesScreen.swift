import CNcurses
import CTerminalGuard
import Glibc
import TerminalUI

/// ncurses, writing to a file in memory: what it would send to the terminal is read back and sent by us, one write(2) a
/// frame. ncurses believes that it has no terminal, so modes, size and signals are ours as well.
///
/// Not Sendable: ncurses is one big global, used by the terminal's thread alone.
final class CursesScreen {
  private let screen: OpaquePointer
  private let keyboard: UnsafeMutablePointer<WINDOW>
  private let output: UnsafeMutablePointer<FILE>
  private let outputDescriptor: Int32
  private let input: UnsafeMutablePointer<FILE>
  private let paletteReset: [UInt8]
  private let strikethrough: Strikethrough
  private let isShortened: Bool
  private(set) var size: Size
  var palette: CursesPalette
  private let cells = CellWriter()
  private var isInvalid = false

  /// What leaves the screen, for a window of the present size.
  var leaving: [UInt8] { leavingAtStart.replacing(startOfLastRow, with: Self.startOfRow(size.rows - 1)) }
  private var leavingAtStart: [UInt8] = []
  private let startOfLastRow: [UInt8]

  /// Colours of the palette: 0, 8, 16, 88, 256.
  var colors: Int { palette.colors }

  /// - Parameters:
  ///   - keyboard: the descriptor that keys are read from.
  ///   - usesColors: as ``CursesTerminal/open(reportsMouse:usesColors:)`` has it.
  init(type: String, keyboard descriptor: Int32, size: Size?, usesColors: Bool) throws(TerminalError) {
    let memory = terminal_guard_memory_file()
    guard memory >= 0, let output = ot_file(memory, "w") else { throw .system(call: "memfd_create", code: errno) }
    let copy = dup(descriptor)
    guard copy >= 0, let input = ot_file(copy, "r") else { throw .system(call: "dup", code: errno) }
    self.output = output
    self.input = input
    outputDescriptor = memory
    // The size is the window's, whatever LINES and COLUMNS say.
    use_env(false)
    use_tioctl(true)
    guard let screen = newterm(type, output, input) else {
      fclose(output)
      fclose(input)
      throw .unknownTerminal(type)
    }
    self.screen = screen
    guard ot_is_addressable(), let keyboard = newpad(1, 1) else {
      throw .incapableTerminal(type)
    }
    self.keyboard = keyboard
    paletteReset = Self.bytes(ot_palette_reset())
    self.size = Size(columns: Int(ot_columns()), rows: Int(ot_lines()))
    startOfLastRow = Self.startOfRow(self.size.rows - 1)
    typeahead(-1)
    set_escdelay(25)
    strikethrough = Strikethrough()
    isShortened = FrameShortener.isOfUse
    palette = CursesPalette(isWanted: usesColors, strikethrough: strikethrough.attribute)
    curs_set(0)
    noecho()
    nonl()
    keypad(keyboard, true)
    // Reports of the mouse are ours to read: what they begin with differs from one entry of the database to the next.
    define_key(nil, Int32(KEY_MOUSE))
    nodelay(keyboard, true)
    leaveok(ot_standard_window(), true)
    _ = frameBytes()
    // ncurses flushes at every cursor move until it has left its screen once; and this is what leaving takes.
    endwin()
    leavingAtStart = withoutPaletteReset(frameBytes())
    if let size { resize(to: size) }
  }

  /// What enters the screen and clears it; the next frame draws all of it.
  func entering() -> [UInt8] {
    wrefresh(ot_standard_window())
    // Lost with the modes of a terminal that ncurses does not have.
    keypad(keyboard, true)
    return withoutPaletteReset(frameBytes())
  }

  /// Has ncurses believe that the screen was left; `leaving` is what does it.
  func leave() {
    endwin()
    _ = frameBytes()
  }

  func resize(to size: Size) {
    guard size != self.size, resizeterm(Int32(size.rows), Int32(size.columns)) == OK else { return }
    self.size = size
    werase(ot_standard_window())
    invalidate()
  }

  /// Draws everything in the next frame.
  func invalidate() {
    clearok(ot_current_window(), true)
    isInvalid = true
  }

  /// The bytes that turn the previous frame into this one. `previous`: what the window shows; `nil`: nothing.
  func frame(_ surface: Surface, after previous: Surface?) -> [UInt8] {
    guard let window = ot_standard_window() else { return [] }
    let isChanged = cells.draw(surface, over: previous, on: window, size: size, palette: &palette)
    guard isChanged || isInvalid else { return [] }
    // One that draws everything anew also makes good what others did to the terminal: it is sent as it is.
    let isAnew = isInvalid
    isInvalid = false
    wnoutrefresh(window)
    doupdate()
    let bytes = strikethrough.drawn(in: frameBytes())
    return isAnew || !isShortened ? bytes : FrameShortener.shortened(bytes, columns: size.columns)
  }

  /// The next key as ncurses reads it, without waiting.
  func readKey() -> CursesKey? {
    var value: wint_t = 0
    switch wget_wch(keyboard, &value) {
    case OK: return .character(value)
    case Int32(KEY_CODE_YES): return .code(Int32(bitPattern: value))
    default: return nil
    }
  }

  /// Gives a byte back that was read past ncurses.
  func unread(_ byte: UInt8) { ungetch(Int32(byte)) }

  func close() {
    delwin(keyboard)
    delscreen(screen)
    fclose(output)
    fclose(input)
  }

  private func frameBytes() -> [UInt8] {
    fflush(output)
    let count = lseek(outputDescriptor, 0, SEEK_CUR)
    guard count > 0 else { return [] }
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(count)) { buffer, initialized in
      initialized = max(0, pread(outputDescriptor, buffer.baseAddress, buffer.count, 0))
    }
    if count > 1 << 20 { ftruncate(outputDescriptor, 0) }
    lseek(outputDescriptor, 0, SEEK_SET)
    return bytes
  }

  /// ncurses resets the terminal's palette on its way in and out; it is the user's, and was not changed.
  private func withoutPaletteReset(_ bytes: [UInt8]) -> [UInt8] {
    paletteReset.isEmpty ? bytes : bytes.replacing(paletteReset, with: [])
  }

  private static func startOfRow(_ row: Int) -> [UInt8] { bytes(ot_start_of_row(Int32(row))) }

  private static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] {
    guard let text else { return [] }
    return UnsafeBufferPointer(start: text, count: strlen(text)).map(UInt8.init(bitPattern:))
  }
}
