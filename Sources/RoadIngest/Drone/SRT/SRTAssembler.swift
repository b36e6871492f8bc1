import RoadModel

/// Puts cues together to flights: a recording whose numbers and times begin anew is a new flight.
internal struct SRTAssembler {
    /// The most a cue may begin away from the end of the one before, in microseconds.
    ///
    /// Cues of a recording follow each other without gaps; a damaged digit makes a leap.
    private static let longestGap: Int64 = 60_000_000

    /// Finished recordings.
    private(set) var recordings: [SRTRecording] = []
    /// The recording that cues are added to.
    private(set) var current = SRTRecording()
    private var losses = LossLedger()
    private var previousFields: SRTFields = []
    private var previousIndex = -1
    private var previousBegin: Int64 = -1
    private var previousEnd: Int64 = 0
    private var leap: Int64?

    /// Takes the finished recordings.
    mutating func takeComplete() -> [SRTRecording] {
        defer { recordings = [] }
        return recordings
    }

    /// The rows since the last call of the recording that is being read.
    mutating func takeRows() -> Flight { current.takeRows() }

    /// Adds a cue that ends before byte `end`.
    mutating func add(_ frame: SRTFrame, end: Int) {
        guard frame.family != nil || !frame.fields.isDisjoint(with: Self.telling) else {
            current.lose(frame.startOffset, end, .malformedRecord)
            return
        }
        if beginsAnew(frame) {
            recordings.append(current)
            current = SRTRecording()
            previousBegin = -1
        }
        guard !frame.isBroken else {
            current.lose(frame.startOffset, end, .notANumber)
            return
        }
        guard isTimely(frame) else {
            current.lose(frame.startOffset, end, .badTime)
            return
        }
        if let reason = current.add(frame) {
            current.lose(frame.startOffset, end, reason)
            return
        }
        previousFields = frame.fields
        previousIndex = frame.index
        if frame.fields.contains(.cueTime) {
            (previousBegin, previousEnd) = (frame.begin, frame.end)
        }
    }

    /// Fields of which one at least makes a cue a drone's.
    private static let telling: SRTFields = [
        .brackets, .position, .relativeHeight, .absoluteHeight, .gimbal, .wallTime, .aircraft,
    ]

    /// Adds the last cue, which no empty line ends: it may be cut off.
    mutating func finishLast(
        _ frame: SRTFrame,
        end: Int,
        lastLineIsWhole: Bool,
        _ bytes: Span<UInt8>
    ) {
        var isCut = frame.isBroken || !frame.fields.isSuperset(of: previousFields)
        if frame.fields.subtracting(.cueTime).isEmpty { isCut = true }
        if previousFields.isEmpty, !lastLineIsWhole {
            let last = end > 0 ? bytes[end - 1] : 0
            isCut = isCut || last != (frame.hasTags ? UInt8(ascii: ">") : UInt8(ascii: "]"))
        }
        guard isCut else { return add(frame, end: end) }
        current.lose(frame.startOffset, end, .truncatedRecord)
    }

    /// Whether a cue is the first one of another recording.
    @inline(__always)
    private func beginsAnew(_ frame: SRTFrame) -> Bool {
        guard frame.index >= 0, frame.index < previousIndex, current.framesRead > 0 else {
            return false
        }
        guard frame.fields.contains(.cueTime), previousBegin >= 0 else { return frame.index <= 1 }
        return frame.begin < previousBegin
    }

    /// Whether a cue's time follows the one before, or confirms the leap that one made.
    @inline(__always)
    private mutating func isTimely(_ frame: SRTFrame) -> Bool {
        guard frame.fields.contains(.cueTime), previousBegin >= 0 else { return true }
        if frame.begin >= previousBegin, frame.begin - previousEnd <= Self.longestGap {
            leap = nil
            return true
        }
        if let leap, frame.begin >= leap, frame.begin - leap <= Self.longestGap {
            self.leap = nil
            return true
        }
        leap = frame.begin
        return false
    }
}
