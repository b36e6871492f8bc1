import Foundation
import GRDB
package import RoadModel

extension IntakeSession {
    /// Stores one flight with its track, attitudes, events and lost stretches.
    ///
    /// The receipt counts messages of the log; stretches that are lost the caller quarantines.
    package func add(_ flight: Flight, measures: FlightMeasures) throws(IntakeError) {
        var open = try openFlight()
        try append(flight, to: &open)
        try close(open, flight, measures: measures)
    }

    /// Begins a flight whose rows come in parts.
    package func openFlight() throws(IntakeError) -> OpenFlight {
        do {
            try db.execute(
                sql: """
                    INSERT INTO flights (intake_id, format, vehicle, duration_s, distance_m, fixes,
                        attitudes, fix_source, completeness, warnings)
                    VALUES (?, '', '', 0, 0, 0, 0, '', 0, '[]')
                    """,
                arguments: [intakeID]
            )
            return OpenFlight(number: db.lastInsertedRowID)
        } catch { throw IntakeError.io(subject: "flights", error) }
    }

    /// Stores the rows of a part behind those stored before.
    package func append(_ part: Flight, to flight: inout OpenFlight) throws(IntakeError) {
        do {
            try addFixes(part.fixes, part.clock, flight)
            try addAttitudes(part.attitudes, flight)
            try addGimbal(part.gimbal, flight)
            try addBatteries(part.batteries, flight)
            try addEvents(part.events, flight)
            flight.count(part)
        } catch { throw IntakeError.io(subject: "flights", error) }
    }

    /// Completes a flight with what its last part says of the whole.
    package func close(
        _ open: OpenFlight,
        _ last: Flight,
        measures: FlightMeasures
    ) throws(IntakeError) {
        do {
            let span = last.vehicleSpan
            try db.execute(
                sql: """
                    UPDATE flights SET geom = ?, format = ?, vehicle = ?, start_us = ?, end_us = ?,
                        duration_s = ?, distance_m = ?, max_height_m = ?, fixes = ?, attitudes = ?,
                        fix_source = ?, completeness = ?, utc_at_zero_us = ?,
                        local_at_zero_us = ?, clock_spread_s = ?, clock_samples = ?,
                        clock_source = ?, warnings = ? WHERE fid = ?
                    """,
                arguments: [
                    GeoPackageGeometry.line(open.track.places).map { Data($0) }, last.format,
                    last.vehicle,
                    last.clock?.timestamp(atVehicle: span.lowerBound).microseconds,
                    last.clock?.timestamp(atVehicle: span.upperBound).microseconds,
                    Double(span.upperBound) / 1e6 - Double(span.lowerBound) / 1e6,
                    measures.distance.value, measures.maxHeight?.value, open.fixes,
                    open.attitudes, last.fixSource, last.completeness,
                    last.clock?.utcMicrosecondsAtZero, last.localMicrosecondsAtZero,
                    last.clock?.spreadSeconds,
                    last.clock?.samples, last.clock?.source, jsonText(last.warnings),
                    open.number,
                ]
            )
            // Of a flight in parts the clock is known only now.
            if open.parts > 1, let zero = last.clock?.utcMicrosecondsAtZero {
                try db.execute(
                    sql: "UPDATE fixes SET utc_us = vehicle_us + ? WHERE flight_id = ?",
                    arguments: [zero, open.number]
                )
            }
            for lost in last.lost {
                try db.execute(
                    sql: "INSERT INTO lost_ranges VALUES (?, ?, ?, ?)",
                    arguments: [open.number, lost.start, lost.end, lost.reason.rawValue]
                )
            }
            count(accepted: last.recordsRead)
            guard flights.count < Receipt.mostFlights else {
                flightsNotListed += 1
                return
            }
            flights.append(
                FlightBrief(
                    number: open.number,
                    startUTC: last.clock?.timestamp(atVehicle: span.lowerBound),
                    endUTC: last.clock?.timestamp(atVehicle: span.upperBound),
                    fixes: open.fixes,
                    kilometres: measures.distance.kilometres,
                    maxHeightMetres: measures.maxHeight?.value
                )
            )
        } catch { throw IntakeError.io(subject: "flights", error) }
    }

    private func addFixes(
        _ fixes: FixColumns,
        _ clock: ClockMapping?,
        _ flight: OpenFlight
    ) throws {
        let insert = try statement(
            "INSERT INTO fixes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
        for row in 0..<fixes.count {
            let vehicle = fixes.vehicleMicroseconds[row]
            insert.bind(1, flight.number)
            insert.bind(2, flight.fixes + row)
            insert.bind(3, vehicle)
            if let clock {
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

    private func addAttitudes(_ attitudes: AttitudeColumns, _ flight: OpenFlight) throws {
        let insert = try statement("INSERT INTO attitudes VALUES (?, ?, ?, ?, ?, ?)")
        for row in 0..<attitudes.count {
            insert.bind(1, flight.number)
            insert.bind(2, flight.attitudes + row)
            insert.bind(3, attitudes.vehicleMicroseconds[row])
            insert.bind(4, attitudes.rollDegrees[row])
            insert.bind(5, attitudes.pitchDegrees[row])
            insert.bind(6, attitudes.yawDegrees[row])
            _ = try insert.insert()
        }
    }

    private func addGimbal(_ gimbal: GimbalColumns, _ flight: OpenFlight) throws {
        let insert = try statement("INSERT INTO gimbal VALUES (?, ?, ?, ?, ?, ?)")
        for row in 0..<gimbal.count {
            insert.bind(1, flight.number)
            insert.bind(2, flight.gimbal + row)
            insert.bind(3, gimbal.vehicleMicroseconds[row])
            insert.bind(4, gimbal.rollDegrees[row])
            insert.bind(5, gimbal.pitchDegrees[row])
            insert.bind(6, gimbal.yawDegrees[row])
            _ = try insert.insert()
        }
    }

    private func addBatteries(_ batteries: BatteryColumns, _ flight: OpenFlight) throws {
        let insert = try statement("INSERT INTO batteries VALUES (?, ?, ?, ?, ?, ?, ?)")
        for row in 0..<batteries.count {
            insert.bind(1, flight.number)
            insert.bind(2, flight.batteries + row)
            insert.bind(3, batteries.vehicleMicroseconds[row])
            insert.bind(4, Int(batteries.battery[row]))
            insert.bind(5, batteries.voltageVolts[row])
            insert.bind(6, batteries.currentAmperes[row])
            insert.bind(7, batteries.remainingPercent[row])
            _ = try insert.insert()
        }
    }

    private func addEvents(_ events: [FlightEvent], _ flight: OpenFlight) throws {
        let insert = try statement("INSERT INTO flight_events VALUES (?, ?, ?, ?, ?)")
        for (row, event) in events.enumerated() {
            insert.bind(1, flight.number)
            insert.bind(2, flight.events + row)
            insert.bind(3, event.vehicleMicroseconds)
            insert.bind(4, event.kind.rawValue)
            insert.bind(5, event.text)
            _ = try insert.insert()
        }
    }
}
