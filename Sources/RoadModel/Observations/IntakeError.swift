/// What stopped a whole file or a command; the raw value is the stable code that users see.
package enum ErrorCode: String, Sendable, Codable, CaseIterable {
    /// The file does not exist or cannot be read.
    case fileMissing = "file.missing"
    /// The file has no bytes.
    case fileEmpty = "file.empty"
    /// No reader recognises the content.
    case formatUnknown = "file.format_unknown"
    /// The content is of a known format in a version that cannot be read.
    case formatVersion = "file.format_version"
    /// The process that read the file was stopped: too much time or memory, or it broke down.
    case readerStopped = "file.reader_stopped"
    /// The content breaks off or contradicts itself before the first record.
    case formatDamaged = "file.damaged"
    /// The text encoding is not UTF-8.
    case encoding = "file.encoding"
    /// A mandatory column is absent.
    case columnMissing = "file.column_missing"
    /// No record of the file could be accepted.
    case nothingAccepted = "file.nothing_accepted"
    /// No coordinate system is declared.
    case crsMissing = "geo.crs_missing"
    /// A coordinate system is unknown or unsuitable.
    case crsUnknown = "geo.crs_unknown"
    /// A geometry is of the wrong kind.
    case geometryKind = "geo.geometry_kind"
    /// There is no workspace here.
    case workspaceMissing = "workspace.missing"
    /// A workspace exists already where a new one is wanted.
    case workspaceExists = "workspace.exists"
    /// The workspace was written by another version of Jol.
    case workspaceVersion = "workspace.version"
    /// Another process is writing to the workspace.
    case workspaceBusy = "workspace.busy"
    /// The workspace holds no network yet.
    case networkMissing = "network.missing"
    /// The compiled network does not belong to this version or is damaged.
    case networkImage = "network.image"
    /// The input holds no road.
    case networkEmpty = "network.empty"
    /// An identifier is not in the workspace.
    case notFound = "record.not_found"
    /// An option's value is out of range or contradicts another.
    case badArgument = "usage.argument"
    /// An output exists already.
    case outputExists = "output.exists"
    /// Too little is stored to answer.
    case insufficient = "analysis.insufficient"
    /// A file or component that Jol needs is not installed.
    case componentMissing = "component.missing"
    /// Reading or writing failed.
    case io = "io.failed"
    /// The disk is full.
    case diskFull = "io.disk_full"
    /// The system does not permit it.
    case notPermitted = "io.not_permitted"
    /// A check did not hold.
    case verificationFailed = "verify.failed"
}

/// An error that stops a file or a command: what, where, why, and what to do.
package struct IntakeError: Error, Hashable, Sendable, Codable {
    /// The stable code.
    package var code: ErrorCode
    /// The file, option or object concerned.
    package var subject: String
    /// Where in it, when known.
    package var place: SourcePlace?
    /// What was found and what was expected, in one sentence.
    package var detail: String
    /// What to do next, in one sentence.
    package var remedy: String
    /// Detail and remedy in Russian, where they were written.
    package var russian: Words?
    /// Detail and remedy in Kazakh, where they were written.
    package var kazakh: Words?

    /// Why and what to do, in one more language.
    package struct Words: Hashable, Sendable, Codable {
        /// What was found instead of what was expected.
        package var detail: String
        /// What the user can do next.
        package var remedy: String

        /// Makes words.
        package init(detail: String, remedy: String) {
            (self.detail, self.remedy) = (detail, remedy)
        }
    }

    /// Makes an error.
    package init(
        _ code: ErrorCode,
        subject: String,
        place: SourcePlace? = nil,
        detail: String,
        remedy: String
    ) {
        (self.code, self.subject, self.place) = (code, subject, place)
        (self.detail, self.remedy) = (detail, remedy)
    }

    /// The same error with its words in Russian and Kazakh.
    package func saying(
        ru: (detail: String, remedy: String),
        kk: (detail: String, remedy: String)
    ) -> IntakeError {
        var error = self
        error.russian = Words(detail: ru.detail, remedy: ru.remedy)
        error.kazakh = Words(detail: kk.detail, remedy: kk.remedy)
        return error
    }

    /// Detail and remedy in a language; `nil` where nobody wrote them.
    package func words(_ language: Language) -> Words? {
        switch language {
        case .en: Words(detail: detail, remedy: remedy)
        case .ru: russian
        case .kk: kazakh
        }
    }
}
