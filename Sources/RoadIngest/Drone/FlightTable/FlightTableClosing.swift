import RoadModel

/// Settles what is known about the time of a table's flight.
internal enum FlightTableClosing {
    /// Sets clock, local clock and warnings; `base` is what was taken from the rows' times.
    static func setClock(
        of flight: inout Flight,
        utc: FlightTableAlignment,
        local: FlightTableAlignment,
        base: Int64,
        isOrderGuessed: Bool
    ) {
        if isOrderGuessed {
            flight.warnings.append(
                "Dates with slashes are read month first, as the 12-hour clock suggests; no date in "
                    + "the file tells."
            )
        }
        if utc.count >= local.count, let found = utc.result {
            flight.clock = ClockMapping(
                utcMicrosecondsAtZero: found.microsecondsAtZero + base,
                spreadSeconds: found.spreadSeconds,
                samples: utc.count,
                source: "UTC column"
            )
            if found.spreadSeconds > 1 {
                flight.warnings.append(
                    "The UTC column departs from the elapsed time by up to "
                        + "\(Int(found.spreadSeconds.rounded(.up))) s."
                )
            }
        } else if let found = local.result {
            flight.localMicrosecondsAtZero = found.microsecondsAtZero + base
            flight.warnings.append(
                "Times are those of a clock whose zone is not stated; it shows "
                    + "\(wallText(found.microsecondsAtZero + base)) at zero of the flight, and UTC is "
                    + "not known."
            )
        } else {
            flight.warnings.append(
                "The table holds no readable date: times count from its start, UTC is not known."
            )
        }
    }
}

extension Flight {
    /// Moves every time of the flight by the same amount.
    internal mutating func shiftTimes(by microseconds: Int64) {
        for index in 0..<fixes.count { fixes.vehicleMicroseconds[index] += microseconds }
        for index in 0..<attitudes.count { attitudes.vehicleMicroseconds[index] += microseconds }
        for index in 0..<gimbal.count { gimbal.vehicleMicroseconds[index] += microseconds }
        for index in 0..<batteries.count { batteries.vehicleMicroseconds[index] += microseconds }
        for index in events.indices { events[index].vehicleMicroseconds += microseconds }
        vehicleSpan =
            vehicleSpan.lowerBound + microseconds...vehicleSpan.upperBound + microseconds
    }
}
