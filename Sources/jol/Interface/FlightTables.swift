import RoadIngest
import RoadModel

/// The common tables of a flight, the same whatever format it came in.
enum FlightTables {
    static func fixes(_ flight: Flight) -> RawTable {
        let fixes = flight.fixes
        return RawTable(
            name: "gps",
            rowCount: fixes.count,
            columnNames: TrackFormats.header
        ) { index in
            func counts(_ values: [UInt8]) -> RawColumn {
                .text(values.map { $0 == 255 ? "" : "\($0)" })
            }
            func unverified() -> [Double] {
                fixes.altitudeUnverifiedMetres.isEmpty
                    ? [Double](repeating: .nan, count: fixes.count)
                    : fixes.altitudeUnverifiedMetres
            }
            switch index {
            case 0: return .text(utc(flight, fixes.vehicleMicroseconds))
            case 1: return .signed(fixes.vehicleMicroseconds)
            case 2: return .double(fixes.latitudeDegrees)
            case 3: return .double(fixes.longitudeDegrees)
            case 4: return .double(fixes.altitudeMSLMetres)
            case 5: return .double(fixes.altitudeEllipsoidMetres)
            case 6: return .double(fixes.relativeHeightMetres)
            case 7: return .double(unverified())
            case 8: return .double(fixes.groundSpeedMetresPerSecond)
            case 9: return .double(fixes.courseDegrees)
            case 10: return .double(fixes.horizontalAccuracyMetres)
            case 11: return .double(fixes.verticalAccuracyMetres)
            case 12: return counts(fixes.satellites)
            default: return counts(fixes.fixKind)
            }
        }
    }

    static func attitudes(_ flight: Flight) -> RawTable {
        let rows = flight.attitudes
        return angles(
            flight,
            "attitude",
            rows.vehicleMicroseconds,
            [rows.rollDegrees, rows.pitchDegrees, rows.yawDegrees]
        )
    }

    static func gimbal(_ flight: Flight) -> RawTable {
        let rows = flight.gimbal
        return angles(
            flight,
            "gimbal",
            rows.vehicleMicroseconds,
            [rows.rollDegrees, rows.pitchDegrees, rows.yawDegrees]
        )
    }

    static func batteries(_ flight: Flight) -> RawTable {
        let rows = flight.batteries
        return RawTable(
            name: "battery",
            rowCount: rows.count,
            columnNames: [
                "utc", "vehicle_us", "battery", "voltage_v", "current_a", "remaining_percent",
            ]
        ) { index in
            switch index {
            case 0: .text(utc(flight, rows.vehicleMicroseconds))
            case 1: .signed(rows.vehicleMicroseconds)
            case 2: .unsigned(rows.battery.map(UInt64.init))
            case 3: .double(rows.voltageVolts)
            case 4: .double(rows.currentAmperes)
            default: .double(rows.remainingPercent)
            }
        }
    }

    static func events(_ flight: Flight) -> RawTable {
        let events = flight.events
        return RawTable(
            name: "events",
            rowCount: events.count,
            columnNames: ["utc", "vehicle_us", "kind", "text"]
        ) { index in
            switch index {
            case 0: .text(utc(flight, events.map(\.vehicleMicroseconds)))
            case 1: .signed(events.map(\.vehicleMicroseconds))
            case 2: .text(events.map(\.kind.rawValue))
            default: .text(events.map(\.text))
            }
        }
    }

    private static func angles(
        _ flight: Flight,
        _ name: String,
        _ times: [Int64],
        _ columns: [[Double]]
    ) -> RawTable {
        RawTable(
            name: name,
            rowCount: times.count,
            columnNames: ["utc", "vehicle_us", "roll_deg", "pitch_deg", "yaw_deg"]
        ) { index in
            switch index {
            case 0: .text(utc(flight, times))
            case 1: .signed(times)
            default: .double(columns[index - 2])
            }
        }
    }

    private static func utc(_ flight: Flight, _ times: [Int64]) -> [String] {
        times.map { time in flight.clock.map { "\($0.timestamp(atVehicle: time))" } ?? "" }
    }
}
