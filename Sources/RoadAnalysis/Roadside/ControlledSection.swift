package import RoadModel

/// A stretch of road between two complexes over which the average speed is controlled.
package struct ControlledSection: Sendable, Hashable {
    /// Its name.
    package var id: String
    /// Serial number of the complex at its entry.
    package var entry: String
    /// Serial number of the complex at its exit.
    package var exit: String
    /// The shortest legal way between them.
    package var length: Metres
    /// How far that length may be wrong.
    package var lengthError: Metres
    /// The limit, km/h.
    package var limitKmh: Double
    /// Where the length comes from: `given` or `network`.
    package var lengthSource: String
    /// Limits of single classes, which bind where they are lower than the section's own.
    package var classLimits: [ClassLimit]

    /// The limit of one class of vehicle from a day on.
    package struct ClassLimit: Sendable, Hashable {
        /// First day, since 1970.
        package var firstDay: Int
        /// The class.
        package var vehicle: VehicleClass
        /// The limit, km/h.
        package var kmh: Double

        /// Makes a limit.
        package init(firstDay: Int, vehicle: VehicleClass, kmh: Double) {
            (self.firstDay, self.vehicle, self.kmh) = (firstDay, vehicle, kmh)
        }
    }

    /// Makes a section.
    package init(
        id: String,
        entry: String,
        exit: String,
        length: Metres,
        lengthError: Metres,
        limitKmh: Double,
        lengthSource: String,
        classLimits: [ClassLimit] = []
    ) {
        (self.id, self.entry, self.exit) = (id, entry, exit)
        (self.length, self.lengthError, self.limitKmh) = (length, lengthError, limitKmh)
        self.lengthSource = lengthSource
        self.classLimits = classLimits
    }

    /// The limit that binds a class on a day since 1970, km/h.
    package func limit(of vehicle: VehicleClass, day: Int) -> Double {
        let own = classLimits.last { $0.vehicle == vehicle && $0.firstDay <= day }
        return min(limitKmh, own?.kmh ?? limitKmh)
    }
}

/// What section control takes for given.
package struct SectionPolicy: Sendable, Hashable {
    /// How far one complex's clock may be from UTC.
    package var clockErrorSeconds = 0.05
    /// A vehicle slower than this on average stopped, left and came back, or is another one.
    package var slowestKmh = 10.0
    /// A vehicle faster than this is two vehicles with one plate.
    package var fastestKmh = 300.0
    /// Reads of one vehicle at one complex within this time are one passage.
    package var duplicateSeconds = 30.0
    /// Excess from which the lower bound counts as a violation, km/h; 0 is any.
    package var thresholdKmh = 0.0
    /// Whether reads that differ in one character are proposed as one vehicle.
    package var mendsMisreads = true

    /// The defaults above.
    package init() {}
}

/// One vehicle's way through a section.
package struct SectionTransit: Sendable, Hashable {
    /// What kind of join it is.
    package enum Join: String, Sendable, CaseIterable {
        /// The same plate at both ends.
        case exact
        /// Plates that differ in one character, with no other read that fits.
        case mended
        /// The same plate at both ends, but another read of it competes: look-alike plates.
        case ambiguous
    }

    /// Index of the section.
    package var section: Int
    /// Index of the entry's read.
    package var entry: Int
    /// Index of the exit's read.
    package var exit: Int
    /// How the two reads were joined.
    package var join: Join
    /// Travel time.
    package var seconds: Double
    /// Length over travel time, km/h.
    package var speedKmh: Double
    /// The lowest speed that clocks and length allow, km/h.
    package var lowerKmh: Double
    /// The highest, km/h.
    package var upperKmh: Double
    /// The limit that binds the vehicle, km/h.
    package var limitKmh: Double
    /// The class that the limit is for.
    package var vehicle: VehicleClass
    /// Whether it began on one local day and ended on another.
    package var crossesMidnight: Bool
}
