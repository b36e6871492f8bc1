import RoadModel

/// A flight on its way into the store: how many rows it has so far, and its line on the map.
package struct OpenFlight: Sendable {
    /// Its number.
    package let number: Int64
    private(set) var parts = 0
    private(set) var fixes = 0
    private(set) var attitudes = 0
    private(set) var gimbal = 0
    private(set) var batteries = 0
    private(set) var events = 0
    private(set) var track = ThinnedTrack()

    init(number: Int64) { self.number = number }

    mutating func count(_ part: Flight) {
        parts += 1
        fixes += part.fixes.count
        attitudes += part.attitudes.count
        gimbal += part.gimbal.count
        batteries += part.batteries.count
        events += part.events.count
        track.add(part.fixes)
    }
}

/// A line for the map: every fix of an ordinary flight, every n-th of one with over 200,000.
struct ThinnedTrack: Sendable {
    private static let mostPlaces = 200_000

    /// The places.
    private(set) var places: [GeodeticCoordinate] = []
    private var stride = 1
    private var count = 0

    mutating func add(_ fixes: FixColumns) {
        for row in 0..<fixes.count {
            defer { count += 1 }
            guard count % stride == 0 else { continue }
            places.append(
                GeodeticCoordinate(
                    latitude: Degrees(fixes.latitudeDegrees[row]),
                    longitude: Degrees(fixes.longitudeDegrees[row])
                )
            )
            if places.count >= Self.mostPlaces {
                places = Swift.stride(from: 0, to: places.count, by: 2).map { places[$0] }
                stride *= 2
            }
        }
    }
}
