import ArgumentParser
import Foundation
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

/// Options of taking files in as they arrive.
struct WatchOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            tr(
                "Stay and take in what is dropped into the folders; files move to done, "
                    + "duplicate or rejected with their receipt.",
                ru: "Следить за папками: файлы принимаются и переносятся в done, duplicate или "
                    + "rejected с квитанцией.",
                kk: "Қалталарды бақылау: файлдар қабылданып, түбіртегімен done, duplicate не "
                    + "rejected қалтасына көшеді."
            )
        )
    )
    var watch = false

    @Option(
        help: ArgumentHelp(
            tr(
                "Seconds between two looks.",
                ru: "Секунд между проверками.",
                kk: "Екі тексеру арасы, секунд."
            ),
            valueName: "seconds"
        )
    )
    var every = 2.0

    @Option(
        help: ArgumentHelp(
            tr(
                "Stop after so many seconds; without it only an interrupt stops.",
                ru: "Остановиться через столько секунд; иначе только прерыванием.",
                kk: "Сонша секундтан соң тоқтау; әйтпесе тек үзу арқылы."
            ),
            valueName: "seconds"
        )
    )
    var watchFor: Double?
}

/// Takes in files of watched folders until it is stopped.
struct WatchLoop {
    let options: IntakeOptions

    /// - Throws: `.badArgument` for what is no folder, `.io` when a file cannot be moved.
    func run(_ prepare: (FileIntake) throws -> (String) throws -> Receipt) throws {
        var folders = try options.files.map { path in
            let folder = WatchFolder(path: path)
            guard folder.isThere else {
                throw IntakeError(
                    .badArgument,
                    subject: "--watch \(path)",
                    detail: "Only folders can be watched, and this is none.",
                    remedy: "Make the folder, or leave --watch out to take in one file."
                )
            }
            return folder
        }
        let end = options.watching.watchFor.map { Date().addingTimeInterval($0) }
        var isAway = Set<String>()
        while true {
            for index in folders.indices {
                let folder = folders[index]
                if !folder.isThere {
                    if isAway.insert(folder.path).inserted { note(away: folder.path) }
                    continue
                }
                isAway.remove(folder.path)
                let files = folders[index].settled()
                guard !files.isEmpty else { continue }
                do {
                    try takeIn(files, folder, prepare)
                } catch {
                    // A share that went away meanwhile is waited for; what was begun is begun again.
                    guard !folder.isThere else { throw error }
                }
            }
            if let end, Date() >= end { return }
            Thread.sleep(forTimeInterval: max(0.05, options.watching.every))
        }
    }

    /// The workspace is opened for the batch only, so that other commands get their turn.
    private func takeIn(
        _ files: [String],
        _ folder: WatchFolder,
        _ prepare: (FileIntake) throws -> (String) throws -> Receipt
    ) throws {
        let store: Store
        do {
            store = try options.global.open(.writing)
        } catch let error as IntakeError where error.code == .workspaceBusy {
            return
        }
        let take = try prepare(FileIntake(store: store, received: Files.now))
        for file in files {
            do {
                let receipt = try take(file)
                if !options.output.json { options.loop.show(receipt, of: file, withNotes: true) }
                let texts = try ReceiptFile.texts(receipt, store)
                if options.output.json, let json = texts["receipt.json"] { Console.print(json) }
                try ReceiptFile.keep(receipt, store)
                try folder.put(file, as: outcome(receipt, file, folder), texts: texts)
            } catch let error as IntakeError {
                Console.show(error)
                // The medium's fault is not the file's: it stays where it is.
                if [.diskFull, .io, .notPermitted].contains(error.code) { throw error }
                if error.code == .fileMissing { continue }
                try folder.put(file, as: .rejected, texts: ["error.txt": Console.text(error)])
            }
        }
    }

    /// What became of a file.
    ///
    /// One that was received before the program was stopped, and not put away
    /// any more, is done and no duplicate.
    private func outcome(
        _ receipt: Receipt,
        _ file: String,
        _ folder: WatchFolder
    ) -> WatchFolder.Outcome {
        if receipt.isUseless { return .rejected }
        guard receipt.isRepeat else { return .done }
        let isSameFile = URL(fileURLWithPath: file).lastPathComponent == receipt.name
        return isSameFile && !folder.holds(receipt: receipt.sha256) ? .done : .duplicate
    }

    private func note(away path: String) {
        options.global.note(
            tr(
                "\(path) is not there now; waiting for it.",
                ru: "\(path) сейчас недоступна; ждём.",
                kk: "\(path) қазір жоқ; күтудеміз."
            )
        )
    }
}

extension IntakeOptions {
    /// Takes in the files once, or watches the folders; `prepare` shows its own progress.
    func run(_ prepare: (FileIntake) throws -> (String) throws -> Receipt) throws {
        guard !watching.watch else { return try WatchLoop(options: self).run(prepare) }
        let found = try FileIntake.files(files, recursive: recursive)
        let store = try global.open(.writing)
        try loop.run(
            found,
            into: store,
            prepare(FileIntake(store: store, received: Files.now, isTrial: dryRun))
        )
    }

    /// Takes in the files once, or watches the folders; `label` names the progress over the bytes
    /// of all files.
    func run(
        progress label: String,
        _ prepare: (FileIntake, any ProgressSink) throws -> (String) throws -> Receipt
    ) throws {
        guard !watching.watch else {
            return try WatchLoop(options: self).run { try prepare($0, SilentProgress()) }
        }
        let found = try FileIntake.files(files, recursive: recursive)
        let store = try global.open(.writing)
        let line = ProgressLine(label, isQuiet: global.quiet)
        defer { line.finish() }
        let progress = FilesProgress(line, total: found.reduce(0) { $0 + Files.size($1.path) })
        let target = FileIntake(store: store, received: Files.now, isTrial: dryRun)
        let take = try prepare(target, progress)
        try loop.run(found, into: store) { file in
            defer {
                progress.finish(Files.size(file))
                line.finish()
            }
            return try take(file)
        }
    }
}

/// Progress over several files of what is told of one after another.
private final class FilesProgress: ProgressSink {
    private let line: ProgressLine
    private let total: Int
    private var done = 0

    init(_ line: ProgressLine, total: Int) { (self.line, self.total) = (line, total) }

    func advance(to byte: Int, of count: Int, unit: ProgressUnit) {
        line.advance(to: done + byte, of: total, unit: unit)
    }

    /// A file of so many bytes is done.
    func finish(_ count: Int) {
        done += count
        line.advance(to: done, of: total, unit: .bytes)
    }
}
