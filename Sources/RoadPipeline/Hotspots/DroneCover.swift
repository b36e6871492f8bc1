import Glibc
import RoadModel
import RoadNetwork
import RoadStore

/// How long drones were over a place.
enum DroneCover {
    /// A camera that looks down from the usual 120 m still sees the road from here.
    static let reachMetres = 250.0

    /// Minutes with a fix within reach of a unit; each minute of a flight counts once.
    static func minutes(_ store: Store, over unit: Hotspot) throws(IntakeError) -> Double {
        let network = try NetworkImport.open(store.currentNetwork(), in: store)
        let lines = try HotspotDrawing(network).lines(of: [unit])[unit.id] ?? []
        let points = lines.flatMap { $0 }
        let latitudes = points.map(\.latitude.value)
        let longitudes = points.map(\.longitude.value)
        guard let south = latitudes.min(), let north = latitudes.max(),
            let west = longitudes.min(), let east = longitudes.max()
        else { return 0 }
        let perLatitude = 111_195.0
        let perLongitude = perLatitude * max(0.01, cos((south + north) / 2 * .pi / 180))
        let fixes = try store.fixes(
            latitude: (south - reachMetres / perLatitude)...(north + reachMetres / perLatitude),
            longitude: (west - reachMetres / perLongitude)...(east + reachMetres / perLongitude)
        )
        struct Minute: Hashable {
            var flight: Int64
            var number: Int64
        }
        var seen: Set<Minute> = []
        for fix in fixes {
            let minute = Minute(flight: fix.flight, number: fix.minute)
            if seen.contains(minute) { continue }
            let isNear = lines.contains { line in
                zip(line, line.dropFirst()).contains { a, b in
                    distance(
                        (
                            (a.longitude.value - fix.longitude) * perLongitude,
                            (a.latitude.value - fix.latitude) * perLatitude
                        ),
                        (
                            (b.longitude.value - fix.longitude) * perLongitude,
                            (b.latitude.value - fix.latitude) * perLatitude
                        )
                    ) <= reachMetres
                }
            }
            if isNear { seen.insert(minute) }
        }
        return Double(seen.count)
    }

    /// From the origin to a piece of a line.
    private static func distance(_ a: (Double, Double), _ b: (Double, Double)) -> Double {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1)
        let square = dx * dx + dy * dy
        let share = square > 0 ? min(1, max(0, -(a.0 * dx + a.1 * dy) / square)) : 0
        return hypot(a.0 + share * dx, a.1 + share * dy)
    }
}
