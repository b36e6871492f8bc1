import ArgumentParser
import RoadModel

/// Exit codes after `sysexits.h`, documented in the user guide.
enum ExitStatus {
    static func code(of error: IntakeError) -> ExitCode {
        switch error.code {
        case .badArgument: ExitCode(64)
        case .fileEmpty, .formatUnknown, .formatVersion, .formatDamaged, .readerStopped, .encoding,
            .columnMissing, .nothingAccepted, .crsMissing, .crsUnknown, .geometryKind,
            .networkEmpty, .networkImage, .insufficient:
            ExitCode(65)
        case .fileMissing, .workspaceMissing, .networkMissing, .notFound: ExitCode(66)
        case .componentMissing: ExitCode(69)
        case .workspaceExists, .outputExists: ExitCode(73)
        case .io, .diskFull: ExitCode(74)
        case .workspaceBusy: ExitCode(75)
        case .workspaceVersion: ExitCode(65)
        case .notPermitted: ExitCode(77)
        case .verificationFailed: ExitCode(79)
        }
    }
}
