import RoadModel

/// What reads a log, binary or text, window by window.
protocol DataFlashScanning {
    /// The running time.
    var clock: BootClock { get set }

    /// Reads on to the first record that begins at `stop` or later; `false` when the log is over.
    mutating func advance(
        _ bytes: RawSpan,
        to stop: Int,
        keeping wanted: (String) -> Bool
    ) -> Bool

    /// The records read last; those before byte `start` are forgotten afterwards.
    mutating func window(_ bytes: RawSpan, forgettingBefore start: Int) -> DataFlashFile
}

extension DataFlashScanner: DataFlashScanning {}
extension DataFlashTextScanner: DataFlashScanning {}
