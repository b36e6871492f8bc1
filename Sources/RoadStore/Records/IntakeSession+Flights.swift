import Foundation
import GRDB
package import RoadModel

extension IntakeSession {
    /// Stores one flight with its track, attitudes, events and lost stretches.
    ///
    /// The receipt counts messages of the log; stretches that are lost the caller quarantines.
    package func add(_ flight: Flight, measures: FlightMeasures) throws(IntakeError) {
        do {
            let span = flight.vehicleSpan
            try db.execute(
                sql: """
                    INSERT INTO flights (geom, intake_id, format, vehicle, start_us, end_us,
                        duration_s, distance_m, max_height_m, fixes, attitudes, fix_source,
                        completeness, utc_at_zero_us, local_at_zero_us, clock_spread_s,
                        clock_samples, clock_source, warnings)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    track(of: flight.fixes).map { Data($0) }, intakeID, flight.format,
                    flight.vehicle,
                    flight.clock?.timestamp(atVehicle: span.lowerBound).microseconds,
                    flight.clock?.timestamp(atVehicle: span.upperBound).microseconds,
                    Double(span.upperBound) / 1e6 - Double(span.lowerBound) / 1e6,
                    measures.distance.value, measures.maxHeight?.value, flight.fixes.count,
                    flight.attitudes.count, flight.fixSource, flight.completeness,
                    flight.clock?.utcMicrosecondsAtZero, flight.localMicrosecondsAtZero,
                    flight.clock?.spreadSeconds,
                    flight.clock?.samples, flight.clock?.source, jsonText(flight.warnings),
                ]
            )
            let number = db.lastInsertedRowID
            try addFixes(flight, number)
            try addAttitudes(flight.attitudes, number)
            try addGimbal(flight.gimbal, number)
            try addEvents(flight.events, number)
            for lost in flight.lost {
                try db.execute(
                    sql: "INSERT INTO lost_ranges VALUES (?, ?, ?, ?)",
                    arguments: [number, lost.start, lost.end, lost.reason.rawValue]
                )
            }
            count(accepted: flight.recordsRead)
            flights.append(
                FlightBrief(
                    number: number,
                    startUTC: flight.clock?.timestamp(atVehicle: span.lowerBound),
                    endUTC: flight.clock?.timestamp(atVehicle: span.upperBound),
                    fixes: flight.fixes.count,
                    kilometres: measures.distance.kilometres,
                    maxHeightMetres: measures.maxHeight?.value
                )
            )
        } catch { throw IntakeError.io(subject: "flights", error) }
    }

    private func track(of fixes: FixColumns) -> [UInt8]? {
        GeoPackageGeometry.line(
            (0..<fixes.count).map { row in
                GeodeticCoordinate(
                    latitude: Degrees(fixes.latitudeDegrees[row]),
                    longitude: Degrees(fixes.longitudeDegrees[row])
                )
            }
        )
    }

    private func addFixes(_ flight: Flight, _ number: Int64) throws {
        let insert = try statement(
            "INSERT INTO fixes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
        let fixes = flight.fixes
        for row in 0..<fixes.count {
            let vehicle = fixes.vehicleMicroseconds[row]
            insert.bind(1, number)
            insert.bind(2, row)
            insert.bind(3, vehicle)
            if let clock = flight.clock {
                insert.bind(4, clock.timestamp(atVehicle: vehicle).microseconds)
            } else {
                insert.bindNull(4)
            }
            insert.bind(5, fixes.latitudeDegrees[row])
            insert.bind(6, fixes.longitudeDegrees[row])
            insert.bind(7, fixes.altitudeMSLMetres[row])
            insert.bind(8, fixes.altitudeEllipsoidMetres[row])
            insert.bind(9, fixes.relativeHeightMetres[row])
            insert.bind(10, fixes.groundSpeedMetresPerSecond[row])
            insert.bind(11, fixes.courseDegrees[row])
            insert.bind(12, fixes.horizontalAccuracyMetres[row])
            insert.bind(13, fixes.verticalAccuracyMetres[row])
            insert.bind(14, fixes.satellites[row] == 255 ? nil : Int(fixes.satellites[row]))
            insert.bind(15, fixes.fixKind[row] == 255 ? nil : Int(fixes.fixKind[row]))
            let hasUnverified = row < fixes.altitudeUnverifiedMetres.count
            insert.bind(16, hasUnverified ? fixes.altitudeUnverifiedMetres[row] : .nan)
            _ = try insert.insert()
        }
    }

    private func addAttitudes(_ attitudes: AttitudeColumns, _ number: Int64) throws {
        let insert = try statement("INSERT INTO attitudes VALUES (?, ?, ?, ?, ?, ?)")
        for row in 0..<attitudes.count {
            insert.bind(1, number)
            insert.bind(2, row)
            insert.bind(3, attitudes.vehicleMicroseconds[row])
            insert.bind(4, attitudes.rollDegrees[row])
            insert.bind(5, attitudes.pitchDegrees[row])
            insert.bind(6, attitudes.yawDegrees[row])
            _ = try insert.insert()
        }
    }

    private func addGimbal(_ gimbal: GimbalColumns, _ number: Int64) throws {
        let insert = try statement("INSERT INTO gimbal VALUES (?, ?, ?, ?, ?, ?)")
        for row in 0..<gimbal.count {
            insert.bind(1, number)
            insert.bind(2, row)
            insert.bind(3, gimbal.vehicleMicroseconds[row])
            insert.bind(4, gimbal.rollDegrees[row])
            insert.bind(5, gimbal.pitchDegrees[row])
            insert.bind(6, gimbal.yawDegrees[row])
            _ = try insert.insert()
        }
    }

    private func addEvents(_ events: [FlightEvent], _ number: Int64) throws {
        let insert = try statement("INSERT INTO flight_events VALUES (?, ?, ?, ?, ?)")
        for (row, event) in events.enumerated() {
            insert.bind(1, number)
            insert.bind(2, row)
            insert.bind(3, event.vehicleMicroseconds)
            insert.bind(4, event.kind.rawValue)
            insert.bind(5, event.text)
            _ = try insert.insert()
        }
    }
}
