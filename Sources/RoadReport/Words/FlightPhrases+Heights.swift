extension RejectPhrases {
    /// What readers of flight logs say about heights, angles and tracks.
    static let flightHeights: [(en: String, ru: String, kk: String)] = [
        (
            "The absolute height is 0 throughout and was left out.",
            "Абсолютная высота всюду 0 и не взята.",
            "Абсолют биіктік барлық жерде 0, сондықтан алынбады."
        ),
        (
            "The height is called altitude only: whether it counts from take-off or from the "
                + "sea is not known; it is kept as an unverified altitude.",
            "Высота названа просто altitude: от взлёта она или от уровня моря, неизвестно; "
                + "хранится как непроверенная.",
            "Биіктік тек altitude деп аталған: ұшып шыққан жерден бе, теңіз деңгейінен бе – "
                + "белгісіз; тексерілмеген биіктік ретінде сақталды."
        ),
        (
            "Absolute heights are the drone's own and may be wrong by over 100 m; they are "
                + "kept as unverified altitudes, apart from heights above take-off.",
            "Абсолютные высоты – собственные показания дрона, ошибка бывает больше 100 м; "
                + "они хранятся отдельно от высот над взлётом как непроверенные.",
            "Абсолют биіктік – дронның өз көрсеткіші, қатесі 100 м-ден асуы мүмкін; ұшып "
                + "шыққан жерден биіктіктен бөлек, тексерілмеген деп сақталды."
        ),
        (
            "Altitudes of the column % are the drone's own and may be wrong by over 100 m; "
                + "they are kept as unverified altitudes.",
            "Высоты столбца % – собственные показания дрона, ошибка бывает больше 100 м; "
                + "хранятся как непроверенные.",
            "% бағанының биіктіктері – дронның өз көрсеткіші, қатесі 100 м-ден асуы мүмкін; "
                + "тексерілмеген деп сақталды."
        ),
        (
            "DJI does not say above what its absolute altitudes count: they are kept apart "
                + "as unverified and not to be trusted; use the heights above take-off.",
            "DJI не сообщает, от чего отсчитаны абсолютные высоты: они хранятся отдельно как "
                + "непроверенные, доверять им нельзя; берите высоты над взлётом.",
            "DJI абсолют биіктігі неден есептелетінін айтпайды: олар бөлек, тексерілмеген "
                + "деп сақталды, сенуге болмайды; ұшып шыққан жерден биіктікті алыңыз."
        ),
        (
            "The altitude of take-off, % m, is the barometer's and can be 100 m wrong: "
                + "absolute altitudes are kept apart as unverified; use the heights above "
                + "take-off.",
            "Высота взлёта, % м, – по барометру, ошибка бывает 100 м: абсолютные высоты "
                + "хранятся отдельно как непроверенные; берите высоты над взлётом.",
            "Ұшып шығу биіктігі, % м, барометрден алынған, қатесі 100 м болуы мүмкін: "
                + "абсолют биіктік бөлек, тексерілмеген деп сақталды; ұшып шыққан жерден биіктікті "
                + "алыңыз."
        ),
        (
            "% does not say reliably above what its absolute altitude counts: it is kept "
                + "apart as unverified and not to be trusted.",
            "% не сообщает надёжно, от чего отсчитана абсолютная высота: она хранится "
                + "отдельно как непроверенная, доверять ей нельзя.",
            "% абсолют биіктігі неден есептелетінін сенімді айтпайды: ол бөлек, "
                + "тексерілмеген деп сақталды, сенуге болмайды."
        ),
        (
            "% heights were left out: their altitude mode does not count from the sea.",
            "Пропущено высот: % (отсчитаны не от уровня моря).",
            "Алынбаған биіктік: % (теңіз деңгейінен есептелмеген)."
        ),
        (
            "Longitude is read first, as a count of satellites stands third; the other order "
                + "would be on Earth too, so compare one position with the map.",
            "Первой прочитана долгота, так как третьим стоит число спутников; другой порядок "
                + "тоже даёт место на Земле, поэтому сверьте одну точку с картой.",
            "Үшінші орында жерсерік саны тұрғандықтан, алдымен бойлық оқылды; басқа рет те "
                + "Жердегі орын береді, сондықтан бір нүктені картамен салыстырыңыз."
        ),
        (
            "Latitude is read first, as metres stand third; the other order would be on "
                + "Earth too, so compare one position with the map.",
            "Первой прочитана широта, так как третьими стоят метры; другой порядок тоже даёт "
                + "место на Земле, поэтому сверьте одну точку с картой.",
            "Үшінші орында метр тұрғандықтан, алдымен ендік оқылды; басқа рет те Жердегі "
                + "орын береді, сондықтан бір нүктені картамен салыстырыңыз."
        ),
        (
            "No unit is stated for %: metres and metres per second are assumed.",
            "Единицы не указаны (%): приняты метры и метры в секунду.",
            "Өлшем бірлігі көрсетілмеген (%): метр және секундына метр деп алынды."
        ),
        (
            "The layout \"%\" is not known: positions were found by their shape and are "
                + "unverified; heights and angles were not read.",
            "Схема «%» неизвестна: координаты найдены по виду и не проверены; высоты и углы "
                + "не прочитаны.",
            "«%» құрылымы белгісіз: координаттар түріне қарай табылды, тексерілмеген; "
                + "биіктік пен бұрыштар оқылмады."
        ),
        (
            "% attitudes were left out: their quaternion is none.",
            "Пропущено углов: % (кватернион неверен).",
            "Алынбаған бұрыш: % (кватернионы дұрыс емес)."
        ),
        (
            "Exif calls its position void; it was not used.",
            "Exif называет свои координаты недействительными; они не взяты.",
            "Exif өз координатын жарамсыз деп белгілеген; ол алынбады."
        ),
        (
            "The position by % is not a place on Earth; it was not used.",
            "Координаты по % – не место на Земле; они не взяты.",
            "% бойынша координат Жердегі орын емес; ол алынбады."
        ),
        (
            "The photo does not say where the camera looked.",
            "В снимке не сказано, куда смотрела камера.",
            "Суретте камераның қайда қарағаны айтылмаған."
        ),
        (
            "The camera is turned past straight down (roll %°): pitch and yaw are as the "
                + "maker wrote them.",
            "Камера повёрнута дальше отвеса (крен %°): тангаж и рыскание – как записал "
                + "изготовитель.",
            "Камера тік төменнен әрі бұрылған (қисаюы %°): басқа бұрыштар өндіруші "
                + "жазғандай."
        ),
        (
            "% marked places and % points of planned routes in the file are not part of any "
                + "track.",
            "Отмеченных мест % и точек плановых маршрутов %: ни к одному треку они не "
                + "относятся.",
            "Белгіленген орын % және жоспарлы маршрут нүктесі %: ешбір трекке жатпайды."
        ),
        (
            "% lines without times in the file were not read.",
            "Не прочитано линий без времени: %.",
            "Оқылмаған уақытсыз сызық: %."
        ),
        (
            "% marked places without times were not read.",
            "Не прочитано отметок без времени: %.",
            "Оқылмаған уақытсыз белгі: %."
        ),
        (
            "The line may be a planned route: nothing says that it was flown.",
            "Линия может быть плановым маршрутом: ничто не говорит, что её пролетели.",
            "Бұл сызық жоспарлы маршрут болуы мүмкін: ұшылғанын ештеңе растамайды."
        ),
        (
            "The track has % segments; between them nothing was recorded.",
            "В треке % отрезков; между ними ничего не записано.",
            "Трек % бөліктен тұрады; араларында ештеңе жазылмаған."
        ),
        (
            "The track has % times and % positions; they are paired in order, and what is "
                + "left over is lost.",
            "В треке % времён и % координат; они соединены по порядку, лишнее потеряно.",
            "Тректе % уақыт пен % координат бар; олар ретімен жұпталды, артығы жоғалды."
        ),
    ]
}
