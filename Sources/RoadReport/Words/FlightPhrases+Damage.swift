extension RejectPhrases {
    /// What readers of flight logs say about damage.
    static let flightDamage: [(en: String, ru: String, kk: String)] = [
        (
            "The subtitles are damaged: % cues (% bytes) are lost.",
            "Субтитры повреждены: потеряно титров %, байт %.",
            "Субтитр зақымдалған: жоғалған титр %, байт %."
        ),
        (
            "The log is damaged: % stretches (% bytes) are lost.",
            "Журнал повреждён: потеряно участков %, байт %.",
            "Журнал зақымдалған: жоғалған үзінді %, байт %."
        ),
        (
            "The log is damaged: % records (% bytes) are lost.",
            "Журнал повреждён: потеряно записей %, байт %.",
            "Журнал зақымдалған: жоғалған жазба %, байт %."
        ),
        (
            "The log is damaged: % packets (% bytes) are lost.",
            "Журнал повреждён: потеряно пакетов %, байт %.",
            "Журнал зақымдалған: жоғалған пакет %, байт %."
        ),
        (
            "The log is damaged: % messages (% bytes) are lost.",
            "Журнал повреждён: потеряно сообщений %, байт %.",
            "Журнал зақымдалған: жоғалған хабарлама %, байт %."
        ),
        (
            "The log is damaged: % sentences or lines (% bytes) are lost.",
            "Журнал повреждён: потеряно строк %, байт %.",
            "Журнал зақымдалған: жоғалған жол %, байт %."
        ),
        (
            "The file is damaged: % packets (% bytes) are lost.",
            "Файл повреждён: потеряно пакетов %, байт %.",
            "Файл зақымдалған: жоғалған пакет %, байт %."
        ),
        (
            "The telemetry is damaged: % frames are lost.",
            "Телеметрия повреждена: потеряно кадров %.",
            "Телеметрия зақымдалған: жоғалған кадр %."
        ),
        (
            "% rows (% bytes) could not be read.",
            "Не удалось прочитать строк: %, байт: %.",
            "Оқылмаған жол: %, байт: %."
        ),
        (
            "% records with a damaged head were mended.",
            "Исправлено записей с повреждённым заголовком: %.",
            "Басы зақымдалған түзетілген жазба: %."
        ),
        (
            "% messages with a damaged header were mended.",
            "Исправлено сообщений с повреждённым заголовком: %.",
            "Басы зақымдалған түзетілген хабарлама: %."
        ),
        (
            "% records with one damaged byte were mended.",
            "Исправлено записей с одним повреждённым байтом: %.",
            "Бір байты зақымдалған түзетілген жазба: %."
        ),
        (
            "% records stayed sealed: the keychain has no key of their kind.",
            "Осталось зашифровано записей: % (в связке нет ключа их вида).",
            "Шифрленген күйі қалған жазба: % (байламда бұл түрдің кілті жоқ)."
        ),
        (
            "% of the % frames that the app counted are missing.",
            "Не хватает кадров: % из %, насчитанных приложением.",
            "Жетпейтін кадр: % (қолданба санағаны %)."
        ),
        (
            "The notes at the log's end (vehicle, start, number of frames) are missing: the "
                + "file was cut off or is damaged.",
            "Нет сведений в конце журнала (аппарат, начало, число кадров): файл обрезан или "
                + "повреждён.",
            "Журнал соңындағы мәлімет (аппарат, басталуы, кадр саны) жоқ: файл кесілген не "
                + "зақымдалған."
        ),
        (
            "The format of topic % is lost, and its records with it.",
            "Описание темы % потеряно, а с ним и её записи.",
            "% тақырыбының сипаттамасы, онымен бірге жазбалары жоғалған."
        ),
        (
            "The photo is cut off within its own notes.",
            "Снимок обрезан внутри своих сведений.",
            "Сурет өз мәліметінің ішінде кесілген."
        ),
        (
            "The file breaks off: its last element is not closed.",
            "Файл обрывается: последний элемент не закрыт.",
            "Файл үзіледі: соңғы элементі жабылмаған."
        ),
        (
            "Byte places count in % as unpacked.",
            "Места байтов отсчитаны в распакованном %.",
            "Байт орындары жазылған % ішінде есептелген."
        ),
    ]
}
