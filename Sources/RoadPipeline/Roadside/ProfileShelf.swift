import Foundation
package import RoadIngest
package import RoadModel
import RoadStore

/// Where profiles of vendors' exports lie: shipped ones, and those of a workspace.
///
/// Looked for in the folder that `JOL_PROFILES` names, in `profiles` of the workspace, and in
/// `profiles` beside each folder of rule packs (`RulePacks`); a name that is a path is the file
/// itself.
package struct ProfileShelf: Sendable {
    /// A profile with its text.
    package struct Entry: Sendable {
        /// What it says.
        package var profile: RecordProfile
        /// The file's text.
        package var toml: String
        /// Where it lies.
        package var path: String

        /// Makes an entry.
        package init(profile: RecordProfile, toml: String, path: String) {
            (self.profile, self.toml, self.path) = (profile, toml, path)
        }
    }

    private let folders: [String]

    /// Finds the folders for this process.
    ///
    /// - Parameter workspace: The workspace's folder; `nil` is looked for.
    package init(workspace: String? = nil) {
        var folders: [String] = []
        if let named = ProcessInfo.processInfo.environment["JOL_PROFILES"], !named.isEmpty {
            folders.append(named)
        }
        if let found = try? Workspace.find(workspace) {
            folders.append(found.root.appendingPathComponent("profiles").path)
        }
        folders += RulePacks().folders.map {
            URL(fileURLWithPath: $0).deletingLastPathComponent()
                .appendingPathComponent("profiles").path
        }
        self.folders = folders
    }

    /// Every profile by name; of two with one name the first folder's counts.
    package func all() throws(IntakeError) -> [Entry] {
        var found: [String: Entry] = [:]
        for folder in folders {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            for name in names.sorted() where name.hasSuffix(".toml") {
                let entry = try read("\(folder)/\(name)")
                if found[entry.profile.name] == nil { found[entry.profile.name] = entry }
            }
        }
        return found.values.sorted { $0.profile.name < $1.profile.name }
    }

    /// The profile of a name or file.
    ///
    /// - Throws: `.notFound` with the names there are; what reading a profile throws.
    package func entry(_ name: String) throws(IntakeError) -> Entry {
        if name.contains("/") || name.hasSuffix(".toml") { return try read(name) }
        for folder in folders {
            let path = "\(folder)/\(name).toml"
            if FileManager.default.fileExists(atPath: path) { return try read(path) }
        }
        let known = try all()
        let names = known.map(\.profile.name).joined(separator: ", ")
        if let entry = known.first(where: { $0.profile.name == name }) { return entry }
        throw IntakeError(
            .notFound,
            subject: "--profile \(name)",
            detail: "There is no such profile.",
            remedy: known.isEmpty
                ? "Set JOL_PROFILES to the folder GeoData/profiles of Jol's checkout."
                : "Known: \(names); or name a .toml file. 'jol complexes profile guess FILE' "
                    + "proposes one."
        ).saying(
            ru: (
                "Такого профиля нет.",
                known.isEmpty
                    ? "Укажите в JOL_PROFILES папку GeoData/profiles."
                    : "Есть: \(names); или укажите файл .toml. 'jol complexes profile guess FILE' "
                        + "предложит профиль."
            ),
            kk: (
                "Мұндай профиль жоқ.",
                known.isEmpty
                    ? "JOL_PROFILES айнымалысында GeoData/profiles қалтасын көрсетіңіз."
                    : "Бары: \(names); не .toml файлын көрсетіңіз. 'jol complexes profile guess "
                        + "FILE' профиль ұсынады."
            )
        )
    }

    private func read(_ path: String) throws(IntakeError) -> Entry {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw IntakeError(
                .fileMissing,
                subject: path,
                detail: "There is no such profile file.",
                remedy: "Check the path; 'jol complexes profile list' names the shipped ones."
            ).saying(
                ru: (
                    "Такого файла профиля нет.",
                    "Проверьте путь; 'jol complexes profile list' назовёт имеющиеся профили."
                ),
                kk: (
                    "Мұндай профиль файлы жоқ.",
                    "Файл жолын тексеріңіз; 'jol complexes profile list' бар профильдерді атайды."
                )
            )
        }
        let text = String(decoding: bytes, as: UTF8.self)
        var profile = try RecordProfile(toml: text, subject: path)
        if profile.name == path {
            profile.name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        }
        return Entry(profile: profile, toml: text, path: path)
    }
}
