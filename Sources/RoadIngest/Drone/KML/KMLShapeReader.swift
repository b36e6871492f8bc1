import RoadModel

/// Reads a track or line once more and holds a bounded number of its samples.
///
/// Google Earth writes all times of a track first and then all places: where they stand so far
/// apart, one walk looks for the times and another one for the places.
internal struct KMLShapeReader {
    /// One walk, or that of the times and that of the places.
    private var walks: [KMLScan]
    private var areOver: [Bool]
    private let kind: KMLShape.Kind

    /// Reads a shape whose samples were counted before.
    init(_ shape: KMLShape, counted: KMLSamples, mostSamples: Int) {
        kind = shape.kind
        if shape.kind == .line {
            walks = [KMLScan(shape, keeping: .places, mostSamples: mostSamples)]
        } else if counted.greatestLead <= mostSamples / 4 {
            walks = [KMLScan(shape, keeping: .all, mostSamples: mostSamples)]
        } else {
            let most = max(1, mostSamples / 2)
            walks = [
                KMLScan(shape, keeping: .times, mostSamples: most),
                KMLScan(shape, keeping: .places, mostSamples: most),
            ]
            walks[0].mostTimes = counted.timeCount
        }
        areOver = [Bool](repeating: false, count: walks.count)
    }

    /// The byte up to which places were read.
    var index: Int { walks[walks.count - 1].index }

    /// Reads on and moves samples into `track`; `false` when none are left.
    mutating func advance(
        _ bytes: Span<UInt8>,
        name: String,
        into track: inout KMLTrack
    ) throws(IntakeError) -> Bool {
        for number in walks.indices where !areOver[number] {
            let pause = try walks[number].next(bytes, to: .max, name: name)
            guard case .full = pause else {
                areOver[number] = true
                continue
            }
            areOver[number] = walks[number].hasAllTimes
        }
        let last = walks.count - 1
        let used = track.take(
            walks[0].samples.times,
            walks[last].samples.places,
            areTimesOver: kind == .line || areOver[0],
            arePlacesOver: areOver[last]
        )
        walks[0].samples.times.removeFirst(used.times)
        walks[last].samples.places.removeFirst(used.places)
        return areOver.contains(false) || walks[0].samples.times.count > 0
            || walks[last].samples.places.count > 0
    }
}
