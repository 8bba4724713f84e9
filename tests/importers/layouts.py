"""Every layout of LinkedIn's tables that we know of, small and made up.

`PYTHONPATH=.:tests python -m importers.cases` writes them beside what is expected of them."""

ME, URL = "https://www.linkedin.com/in/robin-made-up", "https://www.linkedin.com/in/"
LONG = " ".join(f"word{n}" for n in range(22))
NOTES = 'Notes:\n"When exporting your connection data, you may notice that some are missing."\n\n'
NAMES = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
PEOPLE = f"""Ada,Invented,{URL}ada,,Acme,Chief Executive Officer,18 Nov 2026
"Bo","Fiction, PMP",{URL}b%C3%B6,,Beta,Clerk,03 Nov 2026
,,,,,,03 Nov 2026
,,,,,,03 Nov 2026
"""
ASKED = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"
SENT = f"""Robin,Ada,"11/17/26, 7:35 AM",Hello Ada,OUTGOING,{ME},{URL}ADA
Robin,Bö,"10/20/26, 11:05 PM",,OUTGOING,{ME},{URL}b%c3%b6
Robin,Cy,"10/1/26, 8:00 AM",N/A,OUTGOING,{ME},{URL}cy
Robin,Di,"11/10/26, 8:00 AM",,OUTGOING,{ME},{URL}di
Ed,Robin,"11/11/26, 8:00 AM",,INCOMING,{URL}ed,{ME}
"""
TALK = ("CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,"
        "SUBJECT,CONTENT,FOLDER")  # fmt: skip


def talk(end: str, cells: str) -> str:
    """Two people: one answers and goes deep, one never answers; and what does not count."""

    def row(who: str, to: str, at: str, text: str, title: str = "", folder: str = "INBOX") -> str:
        names = {"robin-made-up": "Robin Made-Up"}
        return (f"c-{min(who, to)},{title},{names.get(who, who)},{URL if who else ''}{who},"
                f"{names.get(to, to)},{URL}{to},{at} UTC,,\"{text}\",{folder}{cells}\n")  # fmt: skip

    me = "robin-made-up"
    rows = [
        row(me, "ada", "2026-10-01 09:00:00", "Hello Ada how is the new plant going so far"),
        row("ada", me, "2026-10-02 09:00:00", "Fine, a line\nand another"),
        row(me, "ada", "2026-10-03 09:00:00", "Good to hear"),
        row("ada", me, "2026-10-03 10:00:00", "Let us talk"),
        row(me, "bo", "2026-10-05 09:00:00", "Dear Bo I read about your new shop in town"),
        row("cy", me, "2026-11-01 09:00:00", "Are you there"),
        row("", me, "2026-11-02 09:00:00", "Buy now", "Sponsored Conversation", ""),
        row("spam", me, "2026-11-02 09:00:00", "Buy now", folder="SPAM"),
    ]
    return TALK + end + "\n" + "".join(rows)


SHARE = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A"
POSTED = f'''2026-11-03 10:00:00,{SHARE}7391000000000000001,"{LONG} ""
""and a second line",,,MEMBER_NETWORK
2026-11-04 10:00:00,{SHARE}7391400000000000002,"""",https://example.com/a,,MEMBER_NETWORK
2026-11-05 10:00:00,{SHARE}7391800000000000003,"{LONG} other ending here",,https://example.com/b,MEMBER_NETWORK
2026-11-06 10:00:00,{SHARE}7391800000000000003,"too short now",,https://example.com/b,MEMBER_NETWORK
'''
SHARES_2018 = (
    "Date\tShare Title\tShare Description\tShare Link\tShare Commentary\tShared URL\tMedia URL\tType\tVisibility\r\n"
    f'"2026-11-03 10:00:00"\t""\t""\t"{SHARE}7391000000000000001"\t"{LONG}"\t""\t""\t"x"\t"y"\r\n'
)
COMMENTED = (
    "Date,Link,Message\r\n"
    '2026-11-03 10:00:00,https://www.linkedin.com/feed/update/1,"you said \\"ship it\\", and I agree with all of that very much"\r\n'
    '2026-11-04 10:00:00,https://www.linkedin.com/feed/update/2,"proper ""quotes"" here"\r\n'
    f"2026-11-05 10:00:00,{SHARE}7391000000000000001,a thank you that is under an own post and has twelve words in it\r\n"
)
UNQUOTED = (
    "Date,Link,Message\n"
    "2026-11-03 10:00:00,https://www.linkedin.com/feed/update/1,a first line that nobody quoted\n"
    "and a second, with a comma\n\n"
    "2026-11-04 10:00:00,https://www.linkedin.com/feed/update/2,\n"
)
REACTED = """Date,Type,Link
2026-11-03 10:00:00,LIKE,https://www.linkedin.com/feed/update/1
2026-11-03 10:05:00,PRAISE,https://www.linkedin.com/feed/update/1
2026-11-03 11:00:00,NEVER_SEEN,https://www.linkedin.com/feed/update/2
"""
SEARCHED = """Time,Search Query
2026/11/03 13:20:49 UTC,head of pur
2026/11/03 13:20:51 UTC,head of purchasing
2026/11/03 13:21:40 UTC,head of purchasing basel
2026/11/03 15:00:00 UTC,Plant  Manager
2026/11/03 18:00:00 UTC,plant manager
2026/11/04 09:00:00 UTC,logistics
"""
ENDORSED = """Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status
2026/11/03 10:00:00 UTC,Selling,Ada,Invented,www.linkedin.com/in/ada,ACCEPTED
2026/11/03 10:00:01 UTC,Talking,Ada,Invented,www.linkedin.com/in/ada,ACCEPTED
2026/11/03 10:00:02 UTC,Walking,Ada,Invented,www.linkedin.com/in/ada,ACCEPTED
2026/11/03 10:00:03 UTC,Reading,Ada,Invented,www.linkedin.com/in/ada,ACCEPTED
2026/11/05 10:00:03 UTC,Selling,Ada,Invented,www.linkedin.com/in/ada,ACCEPTED
2026/11/04 10:00:00 UTC,Selling,Bo,Fiction,www.linkedin.com/in/bo,DELETED
"""
ENDORSED_2021 = """Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsement Status
2026/11/03 10:00:00 UTC,Selling,Ada,Invented,ACCEPTED
"""
PRAISED = """First Name,Last Name,Company,Job Title,Text,Creation Date,Status
Ada,Invented,Acme,CEO,Robin is good,"08/19/26, 11:04 PM",VISIBLE
Bo,Fiction,Beta,Clerk,So so,"08/20/26, 11:04 PM",HIDDEN
"""
PROFILE = f"""First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers
Robin,Made-Up,,,Mar 9,I help makers of tiny gears ship a week earlier,"{LONG * 3}",Machinery,,Basel,,,[SKYPE:x]
"""
PROFILE_2018 = """First Name,Last Name,Headline,Summary,Industry,Country,Contact Instructions
Robin,Made-Up,Seller at Acme Corporation of Upper Nowhere,short,Machinery,CH,
"""
POSITIONS = f"""Company Name,Title,Description,Location,Started On,Finished On
Own Works,Seller,"{LONG}",Basel,Jan 2020,
Before Inc,Seller,"{LONG}",Basel,2015,Dec 2019
"""
SKILLS = "Name\n" + "".join(f"Skill {n}\n" for n in range(10))
MEDIA = """Date/Time,Media Description,Media Link
"You uploaded a profile photo on August 11, 2024 at 6:55 AM (GMT)",,https://example.com/x
"""
SSI = """Your Social Selling Index
Industry SSI rank
Top 37%
Network SSI rank
Top 41%
Current Social Selling Index
33
out of 100
Four components of your score
{four}
People in your industry
29 out of 100
Sales professionals in the Invented industry have an average SSI of 29.
People in your network
36 out of 100
People in your network have an average SSI of 36.
"""
BEFORE = "12.05 | Establish your professional brand\n6.2 | Find the right people\n8.1 | Engage with insights\n6.5 | Build relationships"
AFTER = "Establish your professional brand\n12.05\nFind the right people\n6.2\nEngage with insights\n8.1\nBuild relationships\n6.5"
JSON = """{"activeSeat": false, "memberScore": {"overall": 19.705751, "subScores": [
 {"score": 2.6077502, "pillar": "STRONG_RELATIONSHIP"}, {"score": 13.118002, "pillar": "PROFESSIONAL_BRAND"},
 {"score": 3.68, "pillar": "FIND_RIGHT_PEOPLE"}, {"score": 0.29999998, "pillar": "INSIGHT_ENGAGEMENT"}]},
 "groupScore": [{"groupType": "INDUSTRY", "rank": 75, "industry": "Invented", "score": {"overall": 30.99}},
 {"groupType": "NETWORK", "rank": 81, "score": {"overall": 32.72}}, {"groupType": "TEAM", "rank": 1, "score": {"overall": 54.6}}]}
"""
FOUR = "Establish your professional brand,Find the right people,Engage with insights,Build relationships"
ARTICLE = '<html><p class="published">Published on 2026-09-20 06:12</p><p>made up</p></html>'
DRAFT = '<html><p class="created">Created on 2026-09-21 06:12</p></html>'
COMPLETE = {
    "Connections.csv": NOTES + NAMES + "\n" + PEOPLE,
    "Invitations.csv": ASKED + "\n" + SENT,
    "messages.csv": talk("", ""),
    "Shares.csv": "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n" + POSTED,
    "Comments.csv": COMMENTED,
    "Reactions.csv": REACTED,
    "Logins.csv": "Login Date,IP Address,User Agent,Login Type\nsecret,secret,secret,secret\n",
    "Votes.csv": "Date,Link,OptionText\n2026-11-03 10:00:00,x,y\n",
    "Novelty.csv": "a,b\n1,2\n",
}
