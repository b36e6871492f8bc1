package import RoadModel

/// General limits by kind of road and class of vehicle, dated.
package struct ClassLimits: Sendable {
    /// One limit from a day on.
    package struct Row: Sendable, Hashable {
        /// First day.
        package var from: CivilDate
        /// The road.
        package var road: LimitedRoad
        /// The vehicle.
        package var vehicle: VehicleClass
        /// The limit, km/h.
        package var kmh: Double

        /// Makes a row.
        package init(from: CivilDate, road: LimitedRoad, vehicle: VehicleClass, kmh: Double) {
            (self.from, self.road, self.vehicle, self.kmh) = (from, road, vehicle, kmh)
        }
    }

    private let rows: [Row]

    /// Limits of a rule pack.
    package init(_ rows: [Row]) { self.rows = rows.sorted { $0.from < $1.from } }

    /// The limits of a road in the order of their days.
    package func limits(on road: LimitedRoad) -> [Row] { rows.filter { $0.road == road } }

    /// Those of classes that have to go slower than cars there.
    ///
    /// Signs may set the limit of the others higher or lower (rules 73–74); these are bound by
    /// their own in any case.
    package func limitsBelowCars(on road: LimitedRoad) -> [Row] {
        limits(on: road).filter { row in
            limit(.car, on: road, row.from).map { row.kmh < $0 } ?? true
        }
    }

    /// The limit of a class on a day, `nil` where the rules name none.
    package func limit(
        _ vehicle: VehicleClass,
        on road: LimitedRoad,
        _ day: CivilDate
    ) -> Double? {
        rows.last { $0.road == road && $0.vehicle == vehicle && $0.from <= day }?.kmh
    }
}
