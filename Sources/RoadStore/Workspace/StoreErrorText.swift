import Foundation
import GRDB

/// Turns errors of the system and of SQLite into one sentence without their type names.
enum StoreErrorText {
    static func describe(_ error: any Error) -> String {
        if let database = error as? DatabaseError {
            return "SQLite: \(database.message ?? "error \(database.resultCode.rawValue)")."
        }
        let foundation = error as NSError
        if foundation.domain == NSPOSIXErrorDomain {
            return String(cString: strerror(Int32(foundation.code))) + "."
        }
        if let cause = foundation.userInfo[NSUnderlyingErrorKey] as? NSError,
            cause.domain == NSPOSIXErrorDomain
        {
            return String(cString: strerror(Int32(cause.code))) + "."
        }
        return foundation.localizedDescription
    }
}
