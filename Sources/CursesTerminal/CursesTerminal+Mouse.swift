extension CursesTerminal {
  /// Has the terminal report clicks and the wheel, or leaves the mouse to the terminal's own selection of text. Holds over
  /// stops; with ``close()`` and any other end the mouse is the terminal's again.
  ///
  /// - Returns: `false`: this terminal does not report its mouse.
  package func setMouse(_ isOn: Bool) -> Bool {
    guard mouse.want(isOn) else { return false }
    // Before the terminal is told: it may be the last thing that happens.
    updateRestore()
    if phase == .on { send(mouse.setting) }
    return true
  }

  /// Puts a text on the clipboard of the terminal. Whether the terminal lets that happen nobody can know.
  package func copy(_ text: String) throws(ClipboardError) {
    let bytes = try clipboard.setting(text)
    guard phase == .on, !outbox.isBusy else { throw .busy }
    send(bytes)
  }
}
