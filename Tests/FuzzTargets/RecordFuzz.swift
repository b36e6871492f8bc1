import RoadIngest
import RoadModel

// Targets of everything that is no flight log: exports of complexes, crash cards, corrections,
// borders of regions, and profiles of exports.

@_cdecl("jol_fuzz_passages")
func fuzzPassages(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    RecordFuzz.passages(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count).span)
}

@_cdecl("jol_fuzz_crashes")
func fuzzCrashes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    RecordFuzz.crashes(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count).span)
}

@_cdecl("jol_fuzz_corrections")
func fuzzCorrections(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = UnsafeBufferPointer(start: start, count: start == nil ? 0 : count).span
    _ = try? CorrectionReader.read(
        input,
        subject: "x",
        encoding: count % 2 == 0 ? .utf8 : .windows1251
    )
    return 0
}

@_cdecl("jol_fuzz_regions")
func fuzzRegions(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = UnsafeBufferPointer(start: start, count: start == nil ? 0 : count).span
    _ = try? RegionReader.read(input, subject: "x")
    return 0
}

@_cdecl("jol_fuzz_guess")
func fuzzGuess(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = UnsafeBufferPointer(start: start, count: start == nil ? 0 : count).span
    _ = ProfileGuess(input, name: "x")
    return 0
}

@_cdecl("jol_fuzz_profile")
func fuzzProfile(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)
    _ = try? RecordProfile(toml: String(decoding: input, as: UTF8.self), subject: "x")
    return 0
}

/// What inputs of records are put through, and what must hold of every answer.
enum RecordFuzz {
    private static let received = Timestamp(microseconds: 1_764_000_000_000_000)

    /// Every record is a row or a reject, and no row is ragged or off the Earth.
    static func passages(_ input: Span<UInt8>) -> Int32 {
        var options = PassageReadingOptions(subject: "x", receivedAt: received)
        // The length decides how much is asked of a record: mutations change it all the time.
        options.demand = input.count % 2 == 0 ? .evidence : .sighting
        guard var reader = try? PassageReader(input, options: options) else { return 0 }
        var (batch, rejects, set) = (PassageBatch(), [Reject](), 0)
        while reader.next(input, into: &batch, rejects: &rejects) {
            set += rejects.count
            rejects.removeAll(keepingCapacity: true)
            precondition(batch.latitudeDegrees.count == batch.count, "ragged batch")
            precondition(batch.speedKmh.count == batch.count, "ragged batch")
            precondition(batch.latitudeDegrees.allSatisfy { $0.isNaN || abs($0) <= 90 }, "latitude")
            precondition(
                batch.longitudeDegrees.allSatisfy { $0.isNaN || abs($0) <= 180 },
                "longitude"
            )
        }
        set += rejects.count
        precondition(reader.recordsSeen == reader.recordsAccepted + set, "a record is lost")
        precondition(reader.recordsSeen <= input.count, "more records than bytes")
        return 0
    }

    /// Cards stand on Earth, and nobody is counted below zero.
    static func crashes(_ input: Span<UInt8>) -> Int32 {
        let options = CrashOptions(subject: "x", receivedAt: received)
        guard let intake = try? CrashReader.read(input, options: options) else { return 0 }
        precondition(intake.crashes.count + intake.rejects.count <= input.count, "too many cards")
        for crash in intake.crashes {
            precondition(crash.location?.isValid ?? true, "place")
            precondition(crash.killed >= 0 && crash.injured >= 0, "counts")
        }
        return 0
    }
}
