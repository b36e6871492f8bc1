/// GPS time as UTC.
///
/// GPS counts weeks and milliseconds from 1980-01-06T00:00:00Z without leap seconds.
package enum GPSTime {
    /// Unix seconds at which UTC fell one more second behind GPS; the index + 1 is the number of
    /// seconds from then on.
    ///
    /// Source: IERS Bulletin C; number 52 of July 2016 is the last one that announced a second.
    package static let leapSeconds: [Int64] = [
        362_793_600,  // 1981-07-01
        394_329_600,  // 1982-07-01
        425_865_600,  // 1983-07-01
        489_024_000,  // 1985-07-01
        567_993_600,  // 1988-01-01
        631_152_000,  // 1990-01-01
        662_688_000,  // 1991-01-01
        709_948_800,  // 1992-07-01
        741_484_800,  // 1993-07-01
        773_020_800,  // 1994-07-01
        820_454_400,  // 1996-01-01
        867_715_200,  // 1997-07-01
        915_148_800,  // 1999-01-01
        1_136_073_600,  // 2006-01-01
        1_230_768_000,  // 2009-01-01
        1_341_100_800,  // 2012-07-01
        1_435_708_800,  // 2015-07-01
        1_483_228_800,  // 2017-01-01
    ]
    /// Unix seconds at which GPS time begins, 1980-01-06.
    package static let epoch: Int64 = 315_964_800

    /// UTC in microseconds since 1970 of a GPS week and a millisecond of the week.
    ///
    /// `nil` outside of weeks 1 to 9999 and of the week's milliseconds. Weeks are full ones, not
    /// modulo 1024.
    package static func utcMicroseconds(week: Int64, millisecond: Int64) -> Int64? {
        guard (1...9999).contains(week), (0..<604_800_000).contains(millisecond) else {
            return nil
        }
        let milliseconds = (epoch + week * 604_800) * 1000 + millisecond
        // The seconds to take off are those that were in force at the result.
        var seconds = leapSeconds.count
        while seconds > 0, milliseconds - Int64(seconds) * 1000 < leapSeconds[seconds - 1] * 1000 {
            seconds -= 1
        }
        return (milliseconds - Int64(seconds) * 1000) * 1000
    }
}
